import { v7 } from 'uuid';

/**
 * One wish for one slot. The booking's id is minted here, once, and kept with the request's key: a repeat after a lost
 * answer, a reload or a new sign-in is then the same request, and nobody is booked or charged twice.
 */
export interface Attempt {
  readonly bookingId: string;
  readonly key: string;
  /** the quote that `key` was sent with: another quote is another request and needs another key */
  readonly quoteToken: string | null;
  readonly note: string;
}
export interface Wish {
  readonly tutorId: string;
  readonly subjectId: string;
  readonly startsAt: string;
  readonly durationMinutes: number;
  readonly trial: boolean;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const nameOf = (wish: Wish): string =>
  `stoa:attempt:${wish.tutorId}:${wish.subjectId}:${wish.startsAt}:${wish.trial ? 'trial' : wish.durationMinutes}`;
const fresh = (note = ''): Attempt => ({ bookingId: v7(), key: v7(), quoteToken: null, note });

function parsed(text: string | null): Attempt | null {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<Attempt> | null;
    if (typeof value?.bookingId !== 'string' || typeof value.key !== 'string') return null;
    return { bookingId: value.bookingId, key: value.key, quoteToken: value.quoteToken ?? null, note: value.note ?? '' };
  } catch {
    return null;
  }
}

/** Codes after which the same id can never become this booking: the next try is a new one. */
const SPENT = new Set([
  'slot_taken',
  'slot_not_offered',
  'tutor_day_full',
  'tutor_week_full',
  'student_busy',
  'hold_limit_reached',
  'booking_id_spent',
  'temporarily_unavailable',
  'tutor_not_bookable',
  'trial_taken',
  'trial_not_offered',
]);

export interface Attempts {
  read(): Attempt;
  keepNote(note: string): void;
  /** the attempt to send with this quote */
  forQuote(quoteToken: string): Attempt;
  /** after a refusal: whether the id can be used again is the code's matter */
  refused(code: string): void;
  done(): void;
}

/** The attempts of one wish, kept in the tab's storage so that they live through reloads and sign-ins. */
export function attemptsFor(wish: Wish, store: Store): Attempts {
  const name = nameOf(wish);
  const save = (attempt: Attempt): Attempt => {
    store.setItem(name, JSON.stringify(attempt));
    return attempt;
  };
  const read = (): Attempt => parsed(store.getItem(name)) ?? save(fresh());
  return {
    read,
    keepNote: (note) => void save({ ...read(), note }),
    forQuote(quoteToken) {
      const attempt = read();
      if (attempt.quoteToken === quoteToken) return attempt;
      return save({ ...attempt, quoteToken, key: attempt.quoteToken === null ? attempt.key : v7() });
    },
    refused(code) {
      if (SPENT.has(code)) save(fresh(read().note));
    },
    done: () => store.removeItem(name),
  };
}
