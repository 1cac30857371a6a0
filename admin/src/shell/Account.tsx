import { DownOutlined } from '@ant-design/icons';
import { useGo } from '@refinedev/core';
import type { MeView } from '@stoa/contracts/http/session';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, type MenuProps } from 'antd';
import { authProvider, SIGN_IN } from '../refine/authProvider';
import type { Choice } from '../theme/scheme';
import { words } from '../words';

const t = words.nav;
const CHOICES: readonly Choice[] = ['system', 'light', 'dark'];

interface AccountProps {
  readonly me: MeView;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly onHelp: () => void;
}

/**
 * Leaves by the door, which asks who is there. Refine's own way out asks on this page as well, and its guard then leads
 * to the door a second time, with this page as the one to come back to: whoever signs in next would land on it.
 */
export function useSignOut(): () => Promise<void> {
  const go = useGo();
  const answers = useQueryClient();
  return async () => {
    await authProvider.logout({});
    go({ to: SIGN_IN });
    // whoever signs in next sees what they may see, not what was answered to somebody else
    answers.clear();
  };
}

/** Who is signed in and in which role; how the console looks; the way out. */
export function Account({ me, choice, onChoose, onHelp }: AccountProps) {
  const signOut = useSignOut();
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: me.email },
    {
      key: 'theme',
      type: 'group',
      label: t.theme,
      children: CHOICES.map((key) => ({ key, label: `${key === choice ? '✓ ' : ''}${t[key]}` })),
    },
    { type: 'divider' },
    { key: 'help', label: t.help, extra: '?' },
    { key: 'signOut', label: t.signOut },
  ];
  const pick = (key: string) => {
    if (key === 'help') onHelp();
    else if (key === 'signOut') void signOut();
    else onChoose(key as Choice);
  };
  return (
    <Dropdown
      menu={{ items, onClick: ({ key }) => pick(key) }}
      trigger={['click']}
      placement="bottomRight"
      getPopupContainer={(button) => button.parentElement ?? document.body}
    >
      <Button type="text" className="account-button">
        <span className="account-name">{me.name}</span> <span className="quiet">{words.roles[me.actingAs]}</span>{' '}
        <DownOutlined />
      </Button>
    </Dropdown>
  );
}
