'use client';

import type { ApprovalView } from '@stoa/contracts/http/approvals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { v7 } from 'uuid';
import { send } from '../client/send';
import { teachingAsks } from './asks';
import { teachingKeys } from './queries';

/** In the order in which they are offered. */
export const STEPS_OF_TUTOR = ['submit', 'reopen', 'appeal', 'archive'] as const;
export type StandingStep = (typeof STEPS_OF_TUTOR)[number];
interface Taken {
  readonly step: StandingStep;
  readonly words: string;
  readonly version: number;
  readonly key: string;
}

/** Takes a step of the approval. A key belongs to a step from a version: pressed twice, it is taken once. */
export function useStandingStep(view: ApprovalView, onDone: () => void) {
  const client = useQueryClient();
  const keyOf = useRef(new Map<string, string>());
  const take = useMutation({
    mutationFn: ({ step, words, version, key }: Taken) =>
      send(step === 'appeal' ? teachingAsks.appeal(version, words, key) : teachingAsks.takeStep(step, version, key)),
    onSuccess: (after) => {
      client.setQueryData(teachingKeys.approval, after);
      void client.invalidateQueries({ queryKey: teachingKeys.visibility });
      onDone();
    },
    // whatever refused it, the page may be old now
    onError: () => void client.invalidateQueries({ queryKey: teachingKeys.approval }),
  });
  return {
    error: take.error,
    working: take.isPending ? take.variables.step : null,
    reset: take.reset,
    again: () => take.variables && take.mutate(take.variables),
    send: (step: StandingStep, words: string) => {
      const name = `${step} ${view.version} ${words}`;
      const key = keyOf.current.get(name) ?? v7();
      keyOf.current.set(name, key);
      take.mutate({ step, words, version: view.version, key });
    },
  };
}
