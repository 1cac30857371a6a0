import { useInvalidate } from '@refinedev/core';
import type { ActionQuoteView } from '@stoa/contracts/http/quotes';
import type { StaffBookingView } from '@stoa/contracts/http/staff';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cancelBooking, quoteCancel } from '../refine/actions';
import { type ProblemError, toProblemError } from '../refine/client';

const STALE_QUOTE: readonly string[] = ['quote_changed', 'quote_expired'];
const isQuote = (value: unknown): value is ActionQuoteView =>
  typeof value === 'object' && value !== null && 'token' in value && 'studentReceives' in value;

/** After an action everything that shows this booking is asked for anew. */
export function useRefreshBooking(): (id: string) => void {
  const invalidate = useInvalidate();
  return (id) => {
    void invalidate({ resource: 'bookings', id, invalidates: ['list', 'detail'] });
    void invalidate({ resource: 'timelines', id, invalidates: ['detail'] });
  };
}

/** A quote and the key it is acted on with: sent again after a lost answer it is the same act, with new amounts another. */
interface Offer {
  readonly quote: ActionQuoteView;
  readonly key: string;
}
const offer = (quote: ActionQuoteView): Offer => ({ quote, key: crypto.randomUUID() });

/** Quote, then act on exactly that quote; when it does not hold any more, the new one takes its place and nothing was done. */
export function useCancel(bookingId: string, onDone: (booking: StaffBookingView, quote: ActionQuoteView) => void) {
  const refresh = useRefreshBooking();
  const [renewed, setRenewed] = useState<Offer | null>(null);
  const asked = useQuery<Offer, ProblemError>({
    queryKey: ['quote', 'cancel', bookingId],
    queryFn: async () => offer(await quoteCancel(bookingId)),
    staleTime: Infinity,
    gcTime: 0,
  });
  const shown = renewed ?? asked.data;
  const act = useMutation<StaffBookingView, unknown, { readonly reason: string; readonly offer: Offer }>({
    mutationFn: ({ reason, offer: { quote, key } }) =>
      cancelBooking({ bookingId, quoteToken: quote.token, reason, key }),
    onSuccess(booking, sent) {
      refresh(bookingId);
      onDone(booking, sent.offer.quote);
    },
    onError(error) {
      const { code, problem } = toProblemError(error);
      if (STALE_QUOTE.includes(code) && isQuote(problem.quote)) setRenewed(offer(problem.quote));
      // whatever refused it, the booking behind the dialog may be old now
      else refresh(bookingId);
    },
  });
  const failure = act.error ? toProblemError(act.error) : null;
  return {
    quote: shown?.quote,
    quoteError: asked.error,
    askAgain: () => {
      act.reset();
      setRenewed(null);
      void asked.refetch();
    },
    confirm: (reason: string) => {
      if (shown) act.mutate({ reason, offer: shown });
    },
    isWorking: act.isPending,
    failure,
    isRenewed: renewed !== null && failure !== null && STALE_QUOTE.includes(failure.code),
  };
}
