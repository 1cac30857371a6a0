'use client';

import type { AccountView } from '@stoa/contracts/http/account';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { codeOf } from '../client/problem';
import { keys } from '../client/queries';
import { send } from '../client/send';
import { accountAsks, type AccountChange, accountKeys } from './asks';
import { detailOf } from './refusals';

export type FieldName = keyof AccountChange;

/** The account as it was saved elsewhere meanwhile, out of the refusal; null for every other error. */
function savedElsewhere(error: unknown): AccountView | null {
  const current = codeOf(error) === 'account_changed' ? detailOf(error, 'current') : null;
  return typeof current === 'object' && current !== null ? (current as AccountView) : null;
}

/**
 * Saves one field of the account from the version that is on screen. A conflict brings what stands there now; another
 * device's change of any other field does not stand in the way.
 */
export function useSaving(name: FieldName) {
  const client = useQueryClient();
  const show = (account: AccountView) => client.setQueryData(accountKeys.account, account);
  const from = (version: number, value: string) => send(accountAsks.change(version, { [name]: value }));
  const save = useMutation({
    mutationFn: async ({ account, value }: { account: AccountView; value: string }) => {
      try {
        return await from(account.version, value);
      } catch (error) {
        const theirs = savedElsewhere(error);
        if (theirs?.[name] !== account[name]) throw error;
        return from(theirs.version, value);
      }
    },
    onSuccess: (account) => {
      show(account);
      void client.invalidateQueries({ queryKey: keys.me });
    },
    onError: (error) => {
      const theirs = savedElsewhere(error);
      if (theirs) show(theirs);
    },
  });
  return { save, conflict: codeOf(save.error) === 'account_changed' };
}
