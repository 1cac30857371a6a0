'use client';

import type { AccountView } from '@stoa/contracts/http/account';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { codeOf } from '../client/problem';
import { keys } from '../client/queries';
import { send } from '../client/send';
import { accountAsks, type AccountChange, accountKeys } from './asks';
import { detailOf } from './refusals';

export type FieldName = keyof AccountChange;

/** Saves one field of the account from the version that is on screen. A conflict brings what stands there now. */
export function useSaving(name: FieldName) {
  const client = useQueryClient();
  const show = (account: AccountView) => client.setQueryData(accountKeys.account, account);
  const save = useMutation({
    mutationFn: ({ version, value }: { version: number; value: string }) =>
      send(accountAsks.change(version, { [name]: value })),
    onSuccess: (account) => {
      show(account);
      void client.invalidateQueries({ queryKey: keys.me });
    },
    onError: (error) => {
      const current = detailOf(error, 'current');
      if (codeOf(error) === 'account_changed' && current) show(current as AccountView);
    },
  });
  return { save, conflict: codeOf(save.error) === 'account_changed' };
}
