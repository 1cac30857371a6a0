'use client';

import type { BookingView } from '@stoa/contracts/http/bookings';
import type { BookingQuoteView } from '@stoa/contracts/http/quotes';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { asks } from '../client/asks';
import { codeOf } from '../client/problem';
import { keys } from '../client/queries';
import { send } from '../client/send';
import type { Attempts } from './attempt';

type Stage = 'idle' | 'sending' | 'opening';
interface Sent {
  readonly quote: BookingQuoteView;
  readonly note: string;
}
interface Booking {
  readonly stage: Stage;
  readonly error: unknown;
  readonly code: string | null;
  readonly send: (sent: Sent) => void;
}

const LOOKS = 16;
const LOOK_EVERY_MS = 500;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const NEW_QUOTE = new Set(['quote_changed', 'quote_expired']);

/** The hosted page's address follows within two seconds after the reservation; null when it takes longer or none is needed. */
async function paymentPage(booking: BookingView): Promise<string | null> {
  let now = booking;
  for (let look = 0; look < LOOKS; look++) {
    const pay = now.actions.find((action) => action.action === 'pay');
    if (pay?.url) return pay.url;
    if (!pay && now.state.payment !== 'PENDING') return null;
    await pause(LOOK_EVERY_MS);
    now = await send(asks.booking(booking.id));
  }
  return null;
}

/** Reserves the slot once, then leads to the payment page, or to the booking where nothing has to be paid. */
export function useBooking(attempts: Attempts | null, renewQuote: () => void): Booking {
  const router = useRouter();
  const client = useQueryClient();
  const [stage, setStage] = useState<Stage>('idle');
  const [error, setError] = useState<unknown>(null);

  async function reserve({ quote, note }: Sent, from: Attempts): Promise<void> {
    const attempt = from.forQuote(quote.token);
    const body = { bookingId: attempt.bookingId, quoteToken: quote.token, ...(note && { note }) };
    const booking = await send(asks.book(body, attempt.key));
    client.setQueryData(keys.booking(booking.id), booking);
    from.done();
    setStage('opening');
    const page = await paymentPage(booking).catch(() => null);
    if (page) window.location.assign(page);
    else router.push(`/bookings/${booking.id}`);
  }

  function start(sent: Sent): void {
    if (!attempts || stage !== 'idle') return;
    setStage('sending');
    setError(null);
    reserve(sent, attempts).catch((failure: unknown) => {
      const code = codeOf(failure);
      // an earlier try did arrive: the booking is there, and is the answer
      if (code === 'booking_exists') return router.push(`/bookings/${attempts.read().bookingId}`);
      attempts.refused(code);
      if (NEW_QUOTE.has(code)) renewQuote();
      setError(failure);
      setStage('idle');
    });
  }
  return { stage, error, code: error ? codeOf(error) : null, send: start };
}
