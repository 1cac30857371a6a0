'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Ask } from '../client/asks';
import { keys } from '../client/queries';
import { send } from '../client/send';

interface Reviewing {
  readonly error: unknown;
  readonly isSending: boolean;
  readonly send: (ask: Ask<unknown>, onDone: () => void) => void;
}

/**
 * Sends what is written about a session and shows the booking as it is then. A refusal may mean that the page is old, as
 * after writing in another tab: it is asked for anew as well, and what was typed stays.
 */
export function useReviewing(bookingId: string): Reviewing {
  const client = useQueryClient();
  const again = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.booking(bookingId), exact: true }),
      client.invalidateQueries({ queryKey: [...keys.bookings, 'toReview'] }),
      client.invalidateQueries({ queryKey: keys.reviews }),
    ]);
  const sending = useMutation({
    mutationFn: ({ ask }: { ask: Ask<unknown>; onDone: () => void }) => send(ask),
    onSuccess: async (_answer, { onDone }) => {
      await again();
      onDone();
    },
    onError: () => void again(),
  });
  return {
    error: sending.error,
    isSending: sending.isPending,
    send: (ask, onDone) => sending.mutate({ ask, onDone }),
  };
}
