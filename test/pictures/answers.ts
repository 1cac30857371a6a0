/** What the API would answer at the frozen moment, made by its own presenters and checked against its contracts. */
import { slotsFor, horizonEndFor } from '@stoa/domain/availability';
import { bookingQuoteFor } from '@stoa/domain/bookingQuote';
import type { QuotedAction } from '@stoa/domain/consequences';
import { ACCOUNTS, accountRowFor, type Posting } from '@stoa/domain/ledger';
import { money } from '@stoa/domain/money';
import { quoteFor } from '@stoa/domain/quote';
import * as bookings from '@stoa/contracts/http/bookings';
import * as quotes from '@stoa/contracts/http/quotes';
import { DueReviewPage, MyReviewPage } from '@stoa/contracts/http/reviews';
import { MeView } from '@stoa/contracts/http/session';
import type { Role } from '@stoa/contracts/http/shared';
import * as staff from '@stoa/contracts/http/staff';
import * as tutors from '@stoa/contracts/http/tutors';
import type { z } from 'zod';
import { trialRules } from '../../api/lessons';
import { namesOf, presentBooking, presentBookingCard } from '../../api/presenters/booking';
import type { Person as SignedInPerson } from '../../api/person';
import { presentMe } from '../../api/presenters/me';
import { presentActionQuote, presentBookingQuote } from '../../api/presenters/quotes';
import type { Reader } from '../../api/presenters/reader';
import { presentDueReview, presentMyReview } from '../../api/presenters/reviews';
import { presentStaffBooking } from '../../api/presenters/staffBooking';
import { presentEvent } from '../../api/presenters/timeline';
import { presentTutor } from '../../api/presenters/tutors';
import { instant, minor } from '../../api/presenters/values';
import type { AccountBalance } from '../../db/queries/ledger';
import type { TutorProfile } from '../../db/queries/tutors';
import { STAFF, STUDENTS } from '../../scripts/demo/people';
import { SUBJECTS, subjectId } from '../../scripts/demo/tutors';
import { BOOKINGS } from './bookings';
import { NOW, partyNamed, profileWith, rulesOf, tutorNamed } from './people';
import { myReviews, reviewsOf, toReviewOf } from './sessionReviews';
import type { Told } from './told';

const asOf = instant(NOW);

/** An answer that the contract would refuse is a mistake here, not a picture. */
export function agreed<T extends z.ZodType>(schema: T, answer: z.input<T>): unknown {
  return schema.parse(answer);
}

/** The people whose cookies the pictures carry. */
export const SIGNED_IN: Readonly<Record<string, Role>> = {
  Robin: 'student',
  Aurelia: 'tutor',
  Bram: 'tutor',
  Calla: 'tutor',
  Dorian: 'tutor',
  Zlata: 'student',
  Tamsin: 'student',
  Ishaan: 'student',
  Piran: 'student',
  Elowen: 'tutor',
  Odile: 'owner',
  Ginevra: 'admin',
  Sunniva: 'support',
};

export function readerNamed(name: string, role: Role = SIGNED_IN[name] ?? 'student'): Reader {
  const known = [...STAFF, ...STUDENTS].find((one) => one.name === name) ?? tutorNamed(name);
  return { id: known.id, role, now: NOW };
}

/** What of some people is not as with everybody: looked at by staff, unconfirmed, student and tutor in one, with a second step to set up. */
const PECULIAR: Readonly<Record<string, Partial<SignedInPerson>>> = {
  Tamsin: { impersonation: { role: 'support', endsAt: NOW + 25 * 60_000 } },
  Piran: { roles: ['student'], emailVerified: false },
  Elowen: { roles: ['student', 'tutor'] },
  Ginevra: { roles: ['admin'], email: 'admin@stoa.example', mustEnrolTotp: true },
};

/** Somebody behind a sign-in. */
export function signedIn(name: string): SignedInPerson {
  const person = [...STAFF, ...STUDENTS].find((one) => one.name === name);
  return {
    id: readerNamed(name).id,
    name,
    email: person?.email ?? 'tutor@stoa.example',
    zone: partyNamed(name).zone,
    locale: 'en',
    currency: 'EUR',
    avatarUrl: null,
    roles: person?.roles ?? ['tutor'],
    actingAs: SIGNED_IN[name] ?? 'student',
    impersonation: null,
    familyId: 'frozen',
    emailVerified: true,
    mustEnrolTotp: false,
    accessEndsAt: NOW / 1000 + 600,
    ...PECULIAR[name],
  };
}

export const me = (name: string): unknown => agreed(MeView, presentMe(signedIn(name)));

export const subjects = (): unknown =>
  agreed(tutors.SubjectList, { items: [...SUBJECTS].sort().map((name) => ({ id: subjectId(name), name })), asOf });

export function tutor(id: string): unknown {
  const profile = profileWith(id);
  return profile && agreed(tutors.TutorView, presentTutor(profile, NOW));
}

/** What of a tutor's time is taken. */
export function busyOf({ id, bufferMinutes }: TutorProfile) {
  return BOOKINGS.filter(({ booking }) => booking.tutorId === id && booking.endsAt > NOW).map(({ booking }) => ({
    kind: 'booking' as const,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    bufferMinutes,
  }));
}

export function slots(id: string, query: URLSearchParams): unknown {
  const profile = profileWith(id);
  if (!profile) return null;
  const durationMinutes = Number(query.get('durationMinutes'));
  const [from, to] = [Date.parse(query.get('from') ?? asOf), Date.parse(query.get('to') ?? asOf)];
  const own = rulesOf(profile);
  const rules = query.get('trial') === 'true' ? trialRules(own, { minutes: durationMinutes }) : own;
  const offered = slotsFor({ rules, busy: busyOf(profile), now: NOW, from, to, durationMinutes }).slots;
  return agreed(tutors.SlotList, {
    tutorId: id,
    tutorZone: profile.zone,
    durationMinutes,
    items: offered.map(({ startsAt, endsAt }) => ({ startsAt: instant(startsAt), endsAt: instant(endsAt) })),
    from: instant(from),
    to: instant(to),
    horizonEndsAt: instant(horizonEndFor(rules, NOW)),
    asOf,
  });
}

export function lessonQuote(wish: z.input<typeof quotes.CreateQuoteBody>): unknown {
  const { tutorId, subjectId: subject, startsAt, durationMinutes, trial } = quotes.CreateQuoteBody.parse(wish);
  const profile = profileWith(tutorId);
  if (!profile) return null;
  const rate = profile.subjects.find(({ id }) => id === subject)?.rateMinor ?? profile.rateMinor;
  const quote = bookingQuoteFor({
    at: NOW,
    startsAt: Date.parse(startsAt),
    minutes: durationMinutes,
    hourlyRate: money(rate, profile.currency),
    instant: profile.instantBooking,
    cancellation: profile.cancellationPreset,
    noticeMinutes: profile.noticeMinutes,
    lifetimeNetMinor: 0,
    ...(trial && profile.trial && { trialPrice: money(profile.trial.priceMinor, profile.currency) }),
  });
  if (!quote.ok) return null;
  const lesson = { quote: quote.value, tutorId, tutorName: profile.name, subjectId: subject, durationMinutes };
  return agreed(quotes.BookingQuoteView, presentBookingQuote(lesson, 'frozen', NOW));
}

const LIVE = ['REQUESTED', 'SCHEDULED', 'ACTIVE'];

function inGroup(group: string, { booking }: Told, reader: Reader): boolean {
  const isLive = LIVE.includes(booking.session);
  const needs =
    reader.role === 'tutor'
      ? booking.payment === 'AUTHORIZED' && booking.pending === null
      : booking.payment === 'PENDING';
  if (group === 'needsMe') return booking.session === 'REQUESTED' && needs;
  return group === 'past' ? !isLive : isLive;
}

function isTheirs({ booking }: Told, { id, role }: Reader): boolean {
  return role === 'tutor' ? booking.tutorId === id && booking.securedAt !== null : booking.studentId === id;
}

export function bookingList(group: string, reader: Reader): unknown {
  const way = group === 'past' ? -1 : 1;
  const items = BOOKINGS.filter((told) => isTheirs(told, reader) && inGroup(group, told, reader))
    .sort((a, b) => way * (a.booking.startsAt - b.booking.startsAt))
    .map(({ detail }) => presentBookingCard(detail, reader));
  return agreed(bookings.BookingPage, { items, nextCursor: null, asOf });
}

const toldWith = (id: string): Told | null => BOOKINGS.find(({ booking }) => booking.id === id) ?? null;

export function booking(id: string, reader: Reader): unknown {
  const told = toldWith(id);
  return told && agreed(bookings.BookingView, presentBooking(told.detail, reader, reviewsOf(id)));
}

export function dueReviews(reader: Reader): unknown {
  const items = toReviewOf(reader).map((told) => presentDueReview(told, reader));
  return agreed(DueReviewPage, { items, nextCursor: null, asOf });
}

export function myReviewList(group: string, reader: Reader): unknown {
  const items = myReviews(reader, group).map((one) => presentMyReview(one, reader));
  return agreed(MyReviewPage, { items, nextCursor: null, asOf });
}

export function timeline(id: string, reader: Reader): unknown {
  const told = toldWith(id);
  if (!told) return null;
  const telling = { booking: told.booking, names: namesOf(told.detail) };
  return agreed(bookings.Timeline, { items: told.rows.map((row) => presentEvent(row, telling, reader)), asOf });
}

export function actionQuote(id: string, action: QuotedAction, reader: Reader): unknown {
  const told = toldWith(id);
  if (!told) return null;
  const quote = quoteFor({
    booking: told.booking,
    action,
    actor: reader.role,
    actorId: reader.id,
    at: NOW,
    reason: 'quoted',
  });
  if (!quote.ok) throw new Error(`no quote to ${action} ${told.detail.code}: ${quote.code}`);
  const shown = { quote: quote.value, booking: told.booking, names: namesOf(told.detail), token: 'frozen' };
  return agreed(quotes.ActionQuoteView, presentActionQuote(shown, reader));
}

export function staffBookings(query: URLSearchParams, reader: Reader): unknown {
  const wanted = ['session', 'outcome', 'payment', 'dispute'] as const;
  const items = BOOKINGS.filter(({ booking: one }) =>
    wanted.every((field) => !query.has(field) || query.get(field) === one[field]),
  )
    .filter(({ booking: one }) => query.get('needsAttention') !== 'true' || one.needsAttention)
    .sort((a, b) => b.lesson.askedAt - a.lesson.askedAt)
    .map(({ detail }) => ({
      ...presentBookingCard(detail, reader),
      needsAttention: detail.booking.needsAttention,
      createdAt: instant(detail.createdAt),
    }));
  return agreed(staff.StaffBookingPage, { items, nextCursor: null, asOf });
}

/** Sums of postings as the books' queries give them: what is owed or earned is shown with its sign turned. */
function balancesOf(postings: readonly Posting[], nameOf: (posting: Posting) => string): AccountBalance[] {
  const sums = new Map<string, AccountBalance>();
  for (const posting of postings) {
    const account = nameOf(posting);
    const type = (accountRowFor(account) ?? ACCOUNTS[account as keyof typeof ACCOUNTS]).type;
    const sign = type === 'liability' || type === 'revenue' ? -1 : 1;
    const key = `${account} ${posting.currency}`;
    const before = sums.get(key)?.balanceMinor ?? 0;
    sums.set(key, { account, currency: posting.currency, balanceMinor: before + sign * posting.amountMinor + 0 });
  }
  return [...sums.values()].sort((a, b) => a.account.localeCompare(b.account));
}

const postingsOf = (told: Told): Posting[] => told.ledger.flatMap(({ postings }) => postings);
const runIdOf = (told: Told): string =>
  told.booking.policyHash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

export function staffBooking(id: string, reader: Reader): unknown {
  const told = toldWith(id);
  if (!told) return null;
  const over = !LIVE.includes(told.booking.session) && told.booking.owed.length === 0;
  const workflow = { id: `booking:${id}`, runId: runIdOf(told), status: over ? 'COMPLETED' : 'RUNNING' };
  const parts = {
    detail: told.detail,
    workflow,
    refunds: told.refunds,
    ledger: told.ledger,
    balances: balancesOf(postingsOf(told), ({ account }) => account),
  };
  const ui = { url: 'http://127.0.0.1:3105', namespace: 'stoa' };
  return agreed(staff.StaffBookingView, presentStaffBooking(parts, reader, ui));
}

export function trialBalance(): unknown {
  const all = BOOKINGS.flatMap(postingsOf);
  const currencies = [...new Set(all.map(({ currency }) => currency))].sort().map((currency) => {
    const own = all.filter((posting) => posting.currency === currency);
    const balances = balancesOf(own, ({ account }) => account.split(':')[0] ?? account);
    return {
      currency,
      total: minor(
        own.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        currency,
      ),
      accounts: balances.map(({ account, balanceMinor }) => ({
        kind: account,
        balance: minor(balanceMinor, currency),
      })),
    };
  });
  return agreed(staff.TrialBalance, { asOf, currencies });
}
