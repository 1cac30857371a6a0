'use client';

import type { MeView } from '@stoa/contracts/http/session';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { isSignedOut } from '../client/problem';
import { queries } from '../client/queries';

/** Whether a sign-in came with the page; without one nobody is asked who they are. */
export const SessionHint = createContext(false);

interface Me {
  readonly me: MeView | null;
  /** still to be found out */
  readonly pending: boolean;
}

export function useMe(): Me {
  const hint = useContext(SessionHint);
  const { data, error } = useQuery({ ...queries.me(), enabled: hint, staleTime: 60_000 });
  if (!hint || isSignedOut(error)) return { me: null, pending: false };
  // a server that cannot be reached has not signed anybody out
  return { me: data ?? null, pending: data === undefined };
}
