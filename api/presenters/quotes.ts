import type { ActionQuoteView, BookingQuoteView, Sentence } from '@stoa/contracts/http/quotes';
import type { Booking } from '@stoa/domain/booking';
import type { BookingQuote } from '@stoa/domain/bookingQuote';
import type { RuleCode } from '@stoa/domain/consequences';
import { isFree } from '@stoa/domain/deadlines';
import { isZero, WHOLE_BPS } from '@stoa/domain/money';
import type { Quote } from '@stoa/domain/quote';
import type { Names } from './deadlines';
import { isStaff, type Reader } from './reader';
import { amount, instant } from './values';

export interface QuotedLesson {
  readonly quote: BookingQuote;
  readonly tutorId: string;
  readonly tutorName: string;
  readonly subjectId: string;
  readonly durationMinutes: number;
}

const percent = (bps: number): number => bps / 100;

/** Which sentence tells the terms, by the borders that are still ahead and by what is left after them. */
function cancellationCode(full: boolean, part: boolean, later: number): string {
  if (full && part) return 'fullPartNone';
  if (full) return later > 0 ? 'fullThenPart' : 'fullThenNone';
  if (part) return 'partThenNone';
  return later > 0 ? 'part' : 'none';
}

/** The borders still to come as people are told them; the last one is the start. */
const bordersOf = ({ cancellation, quotedAt }: BookingQuote): BookingQuote['cancellation'] =>
  cancellation.filter(({ borderAt }) => borderAt > quotedAt);

function cancellationSentence(quote: BookingQuote, tutor: string): Sentence {
  if (isZero(quote.total)) return { code: 'cancellation.free', values: { tutor } };
  const cancellation = bordersOf(quote);
  const later = cancellation.at(-1)?.shareBps ?? 0;
  const ahead = cancellation.slice(0, -1);
  const full = ahead.find(({ shareBps }) => shareBps === WHOLE_BPS);
  const part = ahead.find(({ shareBps }) => shareBps < WHOLE_BPS);
  return {
    code: `cancellation.${cancellationCode(full !== undefined, part !== undefined, later)}`,
    values: {
      tutor,
      laterPercent: percent(later),
      ...(full ? { full: instant(full.borderAt) } : {}),
      ...(part ? { part: instant(part.borderAt), percent: percent(part.shareBps) } : {}),
    },
  };
}

function steps({ quote, tutorName }: QuotedLesson): BookingQuoteView['steps'] {
  const { terms, total } = quote;
  const at = (code: BookingQuote['steps'][number]['code']) =>
    quote.steps.find((step) => step.code === code)?.at ?? null;
  const step = (name: string, when: number | null) => ({
    at: when === null ? null : instant(when),
    sentence: {
      code: `quote.step.${name}`,
      values: { tutor: tutorName, total: amount(total), ...(when === null ? {} : { at: instant(when) }) },
    },
  });
  const settle = step('settle', at('settled'));
  if (isZero(total)) return [step('free', null), step(terms.instant ? 'freeInstant' : 'freeAnswer', null)];
  if (terms.instant) return [step('instant', null), settle];
  return [step('hold', null), step('answer', at('tutor_answers')), step('capture', null), settle];
}

/** What a student is shown before they book. */
export function presentBookingQuote(lesson: QuotedLesson, token: string, now: number): BookingQuoteView {
  const { quote, tutorId, tutorName, subjectId, durationMinutes } = lesson;
  return {
    token,
    tutorId,
    subjectId,
    startsAt: instant(quote.startsAt),
    endsAt: instant(quote.endsAt),
    durationMinutes,
    price: amount(quote.price),
    serviceFee: amount(quote.serviceFee),
    total: amount(quote.total),
    instant: quote.terms.instant,
    trial: quote.terms.trial,
    steps: steps(lesson),
    cancellation: bordersOf(quote).map(({ borderAt, shareBps, returned }) => ({
      until: instant(borderAt),
      studentShareBps: shareBps,
      returned: amount(returned),
    })),
    cancellationSentence: cancellationSentence(quote, tutorName),
    validUntil: instant(quote.validUntil),
    asOf: instant(now),
  };
}

const SENTENCES: Readonly<Record<RuleCode, string>> = {
  tutor_accepts: 'act.accept',
  tutor_declines: 'act.decline',
  before_acceptance: 'act.cancel.student.full',
  share_whole: 'act.cancel.student.full',
  share_part: 'act.cancel.student.part',
  share_none: 'act.cancel.student.none',
  tutor_early: 'act.cancel.tutor.early',
  tutor_late: 'act.cancel.tutor.late',
  staff_whole: 'act.cancel.staff.full',
  staff_share: 'act.cancel.staff.part',
};

/** Where nothing was to be paid, no sentence speaks of money. */
function freeCode(code: RuleCode): string {
  if (code === 'tutor_accepts') return 'act.free.accept';
  if (code === 'tutor_declines') return 'act.free.decline';
  if (code === 'tutor_early' || code === 'tutor_late') return `act.free.${code === 'tutor_late' ? 'late' : 'early'}`;
  return code.startsWith('staff') ? 'act.free.staff' : 'act.free.cancel';
}

function sentenceCode(quote: Quote, booking: Booking, reader: Reader): string {
  const { code } = quote.rule;
  if (isFree(booking.terms)) return code === 'before_acceptance' && isStaff(reader) ? 'act.free.staff' : freeCode(code);
  if (code === 'before_acceptance' && isStaff(reader)) return SENTENCES.staff_whole;
  if (code === 'before_acceptance' && booking.payment === 'PENDING') return 'act.cancel.student.unpaid';
  if (code === 'tutor_late' && isZero(quote.student.compensation)) return 'act.cancel.tutor.lateBare';
  return SENTENCES[code];
}

/** What an action would do, shown before it is done. */
export function presentActionQuote(
  { quote, booking, names, token }: { quote: Quote; booking: Booking; names: Names; token: string },
  reader: Reader,
): ActionQuoteView {
  const { student, tutor } = quote;
  const compensation = isZero(student.compensation) ? null : amount(student.compensation);
  const money = {
    studentReceives: amount(student.returned),
    tutorReceives: amount(tutor.earns),
    commission: amount(tutor.commission),
  };
  return {
    token,
    action: quote.action,
    bookingId: quote.bookingId,
    version: quote.version,
    studentShareBps: quote.studentShareBps,
    ...money,
    studentCompensation: compensation,
    strikes: tutor.strike ? 1 : 0,
    sentence: {
      code: sentenceCode(quote, booking, reader),
      values: {
        ...names,
        ...money,
        price: amount(booking.terms.price),
        ...(compensation ? { studentCompensation: compensation } : {}),
      },
    },
    validUntil: instant(quote.validUntil),
    asOf: instant(reader.now),
  };
}
