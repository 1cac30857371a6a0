'use client';

import type { AccountView } from '@stoa/contracts/http/account';
import type { MeView } from '@stoa/contracts/http/session';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { keys } from '../client/queries';
import { send } from '../client/send';
import { PictureChoice } from '../files/PictureChoice';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/icons';
import { Problem } from '../ui/Problem';
import classes from './Account.module.css';
import { accountAsks, accountKeys } from './asks';
import form from './Form.module.css';

/** The picture beside the own name: saved as soon as it is chosen, and shown at once wherever this page shows it. */
export function AvatarField({ account }: { readonly account: AccountView }): ReactElement {
  const t = useTranslations('web.account.account.picture');
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (fileId: string | null) => send(accountAsks.setAvatar(fileId)),
    onSuccess: ({ avatarUrl }) => {
      client.setQueryData<AccountView>(accountKeys.account, (shown) => shown && { ...shown, avatarUrl });
      client.setQueryData<MeView>(keys.me, (me) => me && { ...me, avatarUrl });
    },
  });
  const words = { label: t('label'), alt: t('alt'), choose: t('choose'), change: t('change'), help: t('help') };
  return (
    <div className={classes.field}>
      <PictureChoice
        purpose="avatar"
        shape="round"
        words={words}
        url={account.avatarUrl}
        none={<Avatar name={account.displayName} size={80} />}
        working={save.isPending}
        onChoose={save.mutate}
      >
        <div className={classes.saving} aria-live="polite">
          {save.isSuccess ? (
            <span className={form.done}>
              <Icon name="check" /> {t(save.data.avatarUrl ? 'saved' : 'removed')}
            </span>
          ) : null}
          {save.error ? <Problem error={save.error} onAgain={() => save.mutate(save.variables ?? null)} /> : null}
        </div>
      </PictureChoice>
    </div>
  );
}
