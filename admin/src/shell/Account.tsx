import { DownOutlined } from '@ant-design/icons';
import { useLogout } from '@refinedev/core';
import type { MeView } from '@stoa/contracts/http/session';
import { Button, Dropdown, type MenuProps } from 'antd';
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

/** Who is signed in and in which role; how the console looks; the way out. */
export function Account({ me, choice, onChoose, onHelp }: AccountProps) {
  const { mutate: signOut } = useLogout();
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
    else if (key === 'signOut') signOut();
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
