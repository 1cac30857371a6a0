'use client';

import type { ActionQuoteView } from '@stoa/contracts/http/quotes';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import { type Act, asks } from '../client/asks';
import { useLive } from '../client/Live';
import { codeOf } from '../client/problem';
import { keys } from '../client/queries';
import { send } from '../client/send';

const NEW_QUOTE = new Set(['quote_changed', 'quote_expired']);

interface Acting {
  readonly quote: ActionQuoteView | undefined;
  readonly quoteError: unknown;
  readonly quoteAgain: () => void;
  /** the quote on screen is another one than the reader first confirmed */
  readonly renewed: boolean;
  readonly error: unknown;
  readonly working: boolean;
  readonly send: () => void;
}

/** Quotes an action of a booking and sends it with that quote; a key belongs to a quote, so a repeat acts once. */
export function useAct(bookingId: string, action: Act, onDone: () => void): Acting {
  const client = useQueryClient();
  const { hush } = useLive();
  const [renewed, setRenewed] = useState(false);
  const keyOf = useRef(new Map<string, string>());
  const quote = useQuery({
    queryKey: ['actQuote', bookingId, action],
    queryFn: ({ signal }) => send(asks.quoteAct(bookingId, action), signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  useEffect(() => {
    hush(bookingId, true);
    return () => hush(bookingId, false);
  }, [hush, bookingId]);
  const act = useMutation({
    mutationFn: (quoteToken: string) => {
      const key = keyOf.current.get(quoteToken) ?? v7();
      keyOf.current.set(quoteToken, key);
      return send(asks.act(bookingId, action, { quoteToken, key }));
    },
    onSuccess: (booking) => {
      client.setQueryData(keys.booking(bookingId), booking);
      void client.invalidateQueries({ queryKey: keys.bookings });
      onDone();
    },
    onError: (error) => {
      // whatever refused it, the booking on the page may be old now
      void client.invalidateQueries({ queryKey: keys.booking(bookingId), exact: true });
      if (!NEW_QUOTE.has(codeOf(error))) return;
      setRenewed(true);
      void quote.refetch();
    },
  });
  return {
    quote: quote.data,
    quoteError: quote.error,
    quoteAgain: () => void quote.refetch(),
    renewed,
    error: act.error,
    working: act.isPending,
    send: () => quote.data && act.mutate(quote.data.token),
  };
}
