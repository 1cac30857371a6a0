'use client';

import { Button, Textarea } from '@mantine/core';
import type { BookingQuoteView } from '@stoa/contracts/http/quotes';
import type { TutorView } from '@stoa/contracts/http/tutors';
import { moneyText } from '@stoa/contracts/words/format';
import { saySentence } from '@stoa/contracts/words/sentence';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useEffect, useState } from 'react';
import { asks } from '../client/asks';
import { codeOf } from '../client/problem';
import { queries } from '../client/queries';
import { send } from '../client/send';
import { Problem } from '../ui/Problem';
import { QuoteCard } from '../ui/QuoteCard';
import { useReader } from '../ui/reader';
import { When } from '../ui/When';
import { type Attempts, attemptsFor, type Wish } from './attempt';
import classes from './ConfirmBooking.module.css';
import { ConfirmSkeleton } from './ConfirmSkeleton';
import { useBooking } from './useBooking';
import { firstName } from '../ui/names';

const NOTE_MAX = 1000;
const RENEW_BEFORE_MS = 5_000;
/** where the slot is gone, another one helps and the same one never will */
const OTHER_TIME = new Set([
  'slot_taken',
  'slot_not_offered',
  'tutor_day_full',
  'tutor_week_full',
  'time_in_the_past',
  'student_busy',
  'duration_not_offered',
  'trial_not_offered',
  'trial_taken',
  'hold_limit_reached',
]);

/** The last look before money is reserved: when, with whom, how much, and what happens to it. */
export function ConfirmBooking({ wish }: { readonly wish: Wish }): ReactElement {
  const t = useTranslations('web.book');
  const tutor = useQuery(queries.tutor(wish.tutorId));
  const quote = useQuery({
    queryKey: ['quote', wish],
    queryFn: ({ signal }) => send(asks.quote(wish), signal),
    staleTime: Infinity,
    gcTime: 0,
    // a quote that has run out is asked for anew before anybody can press a button that would be refused
    refetchInterval: ({ state }) =>
      state.data
        ? Math.max(Date.parse(state.data.validUntil) - Date.parse(state.data.asOf) - RENEW_BEFORE_MS, RENEW_BEFORE_MS)
        : false,
  });
  const error = quote.error ?? tutor.error;
  const trial = wish.trial && codeOf(error) !== 'trial_taken' ? '&trial=true' : '';
  const back = `/tutors/${wish.tutorId}?subject=${wish.subjectId}&minutes=${wish.durationMinutes}${trial}`;
  if (error)
    return (
      <Problem error={error} onAgain={() => void Promise.all([quote.refetch(), tutor.refetch()])} headingLevel={1}>
        <Button component={Link} href={back}>
          {t('chooseOther')}
        </Button>
      </Problem>
    );
  if (!quote.data || !tutor.data) return <ConfirmSkeleton />;
  return (
    <>
      <Link href={back} className="small">
        {t('back')}
      </Link>
      <Confirm wish={wish} quote={quote.data} tutor={tutor.data} back={back} renew={() => void quote.refetch()} />
    </>
  );
}

interface ConfirmProps {
  readonly wish: Wish;
  readonly quote: BookingQuoteView;
  readonly tutor: TutorView;
  readonly back: string;
  readonly renew: () => void;
}

function Confirm({ wish, quote, tutor, back, renew }: ConfirmProps): ReactElement {
  const t = useTranslations('web.book');
  const { attempts, note, setNote } = useAttempts(wish);
  const booking = useBooking(attempts, renew);
  const subject = tutor.subjects.find((one) => one.id === wish.subjectId)?.name ?? '';
  const first = firstName(tutor.name);
  return (
    <div className={classes.page}>
      <div className={classes.what}>
        <h1>{quote.instant ? t('titleInstant') : t('title')}</h1>
        <div className={classes.lesson}>
          <p className={classes.subject}>{t('with', { subject, tutor: tutor.name })}</p>
          <When
            startsAt={quote.startsAt}
            endsAt={quote.endsAt}
            asOf={quote.asOf}
            other={{ name: tutor.name, zone: tutor.zone }}
            size="page"
          />
        </div>
        <Textarea
          label={t('note', { tutor: first })}
          description={t('noteHelp', { tutor: first })}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={NOTE_MAX}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <div className={classes.decision}>
        <Decision
          quote={quote}
          booking={booking}
          back={back}
          ready={attempts !== null}
          onConfirm={() => booking.send({ quote, note: note.trim() })}
        />
      </div>
    </div>
  );
}

/** What this tab keeps of the wish: the id, the key and the note. */
function useAttempts(wish: Wish) {
  const [attempts, setAttempts] = useState<Attempts | null>(null);
  const [note, write] = useState('');
  useEffect(() => {
    const kept = attemptsFor(wish, window.sessionStorage);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- what the tab keeps is readable only after the first paint
    setAttempts(kept);
    write(kept.read().note);
  }, [wish]);
  const setNote = (text: string) => {
    write(text);
    attempts?.keepNote(text);
  };
  return { attempts, note, setNote };
}

interface DecisionProps {
  readonly quote: BookingQuoteView;
  readonly booking: ReturnType<typeof useBooking>;
  readonly back: string;
  readonly ready: boolean;
  readonly onConfirm: () => void;
}

function Decision({ quote, booking, back, ready, onConfirm }: DecisionProps): ReactElement {
  const t = useTranslations('web.book');
  const reader = useReader(quote.asOf);
  const locale = useLocale();
  const lesson = t(quote.trial ? 'trial' : 'price', { n: String(quote.durationMinutes) });
  const working = booking.stage !== 'idle';
  const said = { idle: t('hold'), sending: t('sending'), opening: t('openingHelp') }[booking.stage];
  return (
    <QuoteCard
      title={t('card')}
      lines={[
        { label: lesson, amount: quote.price },
        ...(quote.serviceFee.amountMinor > 0 ? [{ label: t('fee'), amount: quote.serviceFee }] : []),
        { label: t('total'), amount: quote.total, total: true },
      ]}
      rule={saySentence(quote.cancellationSentence, reader)}
      steps={{ title: t('happens'), items: quote.steps.map((step) => saySentence(step.sentence, reader)) }}
      holds={{ until: quote.validUntil, asOf: quote.asOf, of: 'price' }}
    >
      {booking.error ? (
        <Problem error={booking.error} onAgain={onConfirm} again={working ? 'working' : 'ready'}>
          {OTHER_TIME.has(booking.code ?? '') ? (
            <Button component={Link} href={back}>
              {t('chooseOther')}
            </Button>
          ) : null}
        </Problem>
      ) : null}
      <div className={classes.confirm}>
        <Button fullWidth size="lg" onClick={onConfirm} loading={working} disabled={!ready}>
          {quote.total.amountMinor === 0 ? t('confirmFree') : t('confirm', { total: moneyText(quote.total, locale) })}
        </Button>
      </div>
      <p role="status" className={classes.stage}>
        {said}
      </p>
    </QuoteCard>
  );
}
