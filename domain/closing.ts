import type { CurrencyCode } from './currency';
import type { Decision } from './errors';
import { DAY_MS, HOUR_MS, MINUTE_MS, POLICIES } from './policies';
import type { Role, StaffRole } from './permissions';

/** Where the closing of an account stands. `erasing` is the point of no return; the last two are final. */
export const CLOSING_STATES = ['waiting', 'cooling_off', 'erasing', 'erased', 'withdrawn'] as const;
export type ClosingState = (typeof CLOSING_STATES)[number];
export type ClosingAction = 'ask' | 'settle' | 'stir' | 'remind' | 'withdraw' | 'erase' | 'finish';
export type ClosingActor = 'person' | 'clock';

/** What is told or opened and shut beside the change of the state. */
export type ClosingEffect =
  | 'refuse_bookings'
  | 'unlist'
  | 'tell_date'
  | 'tell_waits'
  | 'open_again'
  | 'end_sign_ins'
  | 'free_address'
  | 'write_receipt';

/** One row: who may do what from where, and where it leads. `null`: no closing is open. An absent `to`: it stays. */
export interface ClosingRow {
  readonly action: ClosingAction;
  readonly actor: ClosingActor;
  readonly from: readonly (ClosingState | null)[];
  readonly to?: ClosingState;
  readonly effects: readonly ClosingEffect[];
}

/** The lifecycle: API, workflow, screens and the page in the docs read this table. */
export const CLOSING_LIFECYCLE: readonly ClosingRow[] = [
  { action: 'ask', actor: 'person', from: [null], to: 'waiting', effects: ['refuse_bookings', 'unlist'] },
  { action: 'settle', actor: 'clock', from: ['waiting'], to: 'cooling_off', effects: ['tell_date'] },
  { action: 'stir', actor: 'clock', from: ['cooling_off'], to: 'waiting', effects: ['tell_waits'] },
  { action: 'remind', actor: 'clock', from: ['waiting'], effects: ['tell_waits'] },
  { action: 'remind', actor: 'clock', from: ['cooling_off'], effects: ['tell_date'] },
  {
    action: 'withdraw',
    actor: 'person',
    from: ['waiting', 'cooling_off'],
    to: 'withdrawn',
    effects: ['open_again'],
  },
  {
    action: 'erase',
    actor: 'clock',
    from: ['cooling_off'],
    to: 'erasing',
    effects: ['end_sign_ins', 'write_receipt'],
  },
  { action: 'finish', actor: 'clock', from: ['erasing'], to: 'erased', effects: ['free_address'] },
];

/** The row for a step from here; null where there is none. */
export function closingRowFor(action: ClosingAction, from: ClosingState | null): ClosingRow | null {
  return CLOSING_LIFECYCLE.find((row) => row.action === action && row.from.includes(from)) ?? null;
}

/** The steps that the person themself may take from here. */
export function closingActionsFor(state: ClosingState | null): ClosingAction[] {
  return CLOSING_LIFECYCLE.filter(({ actor, from }) => actor === 'person' && from.includes(state)).map(
    ({ action }) => action,
  );
}

/** What becomes of the words of reviews that the person wrote; their stars stay either way. */
export const REVIEW_WORDS = ['keep', 'remove'] as const;
export type ReviewWords = (typeof REVIEW_WORDS)[number];

/** The closing of one account, from asking to its end. Instants are epoch ms. */
export interface Closing {
  readonly id: string;
  readonly personId: string;
  readonly state: ClosingState;
  readonly version: number;
  readonly reviewWords: ReviewWords;
  readonly askedAt: number;
  /** when the account is erased, unless something stirs or it is called off; null while something is live */
  readonly erasesAt: number | null;
  /** when its owner was last told how it stands */
  readonly toldAt: number;
}

/** Money of one kind and currency that stands in the books under the person's id. */
export interface Standing {
  readonly currency: CurrencyCode;
  readonly amountMinor: number;
}

/** What is live about a person, as far as it decides whether their account may go. Counts and amounts, nothing personal. */
export interface ClosingFacts {
  /** places held for a payment that has not come */
  readonly holds: number;
  /** requests that a tutor has yet to answer, and lessons to come or under way */
  readonly lessons: number;
  /** lessons that are over and not settled */
  readonly unsettled: number;
  readonly disputes: number;
  /** captures, refunds and late payments under way at the card company */
  readonly moneyUnderWay: number;
  readonly walletCash: readonly Standing[];
  readonly walletPromo: readonly Standing[];
  readonly earnings: readonly Standing[];
  readonly debts: readonly Standing[];
  readonly roles: readonly Role[];
  /** the next instant at which one of these may be over by itself; null: none is known */
  readonly changesAt: number | null;
}

/** Why an account cannot go yet, in the order in which it is said. */
export const CLOSING_WAITS = [
  'holds',
  'lessons',
  'unsettled',
  'disputes',
  'moneyUnderWay',
  'walletCash',
  'earnings',
  'staffRole',
] as const;
export type ClosingWait = (typeof CLOSING_WAITS)[number];

/** Roles that must be given up first: the last owner cannot give theirs up. */
const isStaff = (role: Role): role is StaffRole => role !== 'student' && role !== 'tutor';

/**
 * Whatever is live (domain page, section 6, "Closing an account"). Promotional credit holds nobody up, it is no cash;
 * a debt does not either, it stays in the books under the id alone.
 */
export function closingWaitsFor(facts: ClosingFacts): ClosingWait[] {
  const live: Readonly<Record<ClosingWait, boolean>> = {
    holds: facts.holds > 0,
    lessons: facts.lessons > 0,
    unsettled: facts.unsettled > 0,
    disputes: facts.disputes > 0,
    moneyUnderWay: facts.moneyUnderWay > 0,
    walletCash: facts.walletCash.length > 0,
    earnings: facts.earnings.length > 0,
    staffRole: facts.roles.some(isStaff),
  };
  return CLOSING_WAITS.filter((wait) => live[wait]);
}

interface AskToClose {
  readonly id: string;
  readonly personId: string;
  readonly reviewWords: ReviewWords;
  readonly roles: readonly Role[];
  /** epoch ms */
  readonly at: number;
}

/** @returns the closing as it begins; `closing_staff_role` to those who work for the marketplace */
export function askToClose({ id, personId, reviewWords, roles, at }: AskToClose): Decision<Closing> {
  const role = roles.find(isStaff);
  if (role !== undefined) return { ok: false, code: 'closing_staff_role', details: { role } };
  const state = 'waiting';
  const value: Closing = { id, personId, state, version: 1, reviewWords, askedAt: at, erasesAt: null, toldAt: at };
  return { ok: true, value };
}

/** When an account that nothing holds up any more is erased: the days to think it over, and word of the date before. */
export function erasureTimeFor(askedAt: number, at: number): number {
  const { coolingOffDays, noticeDays } = POLICIES.closing;
  return Math.max(askedAt + coolingOffDays * DAY_MS, at + noticeDays * DAY_MS);
}

/**
 * Takes a step of the table.
 * @param at epoch ms
 * @param facts of settle, stir and erase: what is live now
 * @returns `closing_state_conflict` from where there is no such row, and where the facts say otherwise
 */
export function moveClosing(
  closing: Closing,
  action: Exclude<ClosingAction, 'ask'>,
  { at, facts }: { readonly at: number; readonly facts?: ClosingFacts },
): Decision<Closing> {
  const row = closingRowFor(action, closing.state);
  const early = action === 'erase' && at < (closing.erasesAt ?? Infinity);
  if (row === null || early || isQuiet(facts) === (action === 'stir'))
    return { ok: false, code: 'closing_state_conflict', details: { state: closing.state } };
  const told = row.effects.some((effect) => effect === 'tell_date' || effect === 'tell_waits');
  return {
    ok: true,
    value: {
      ...closing,
      state: row.to ?? closing.state,
      version: closing.version + 1,
      erasesAt: dayAfter(closing, action, at),
      toldAt: told ? at : closing.toldAt,
    },
  };
}

const isQuiet = (facts?: ClosingFacts): boolean => facts === undefined || closingWaitsFor(facts).length === 0;

function dayAfter({ askedAt, erasesAt }: Closing, action: ClosingAction, at: number): number | null {
  if (action === 'settle') return erasureTimeFor(askedAt, at);
  return action === 'stir' ? null : erasesAt;
}

export interface ClosingDeadline {
  readonly action: 'look' | 'remind' | 'erase';
  /** epoch ms */
  readonly at: number;
}

/**
 * When the clock has its next turn with an open closing. It looks at least once a day whether something has ended or
 * stirred: what ends it (a lesson, a refund, a payout) has many causes, and each of them would have to know of it.
 * @param lookedAt when it looked last, epoch ms
 */
export function closingDeadlineFor(
  closing: Closing,
  { lookedAt, changesAt }: { readonly lookedAt: number; readonly changesAt: number | null },
): ClosingDeadline | null {
  const { state, erasesAt, toldAt } = closing;
  const { lookHours, remindDays, noticeDays } = POLICIES.closing;
  const daily = lookedAt + lookHours * HOUR_MS;
  // whatever ends then has a minute to be recorded
  const look = { action: 'look', at: Math.min(daily, (changesAt ?? daily) + MINUTE_MS) } as const;
  if (state === 'waiting') return soonest([{ action: 'remind', at: toldAt + remindDays * DAY_MS }, look]);
  if (state !== 'cooling_off' || erasesAt === null) return null;
  const noticeAt = erasesAt - noticeDays * DAY_MS;
  const notice: ClosingDeadline[] = toldAt < noticeAt ? [{ action: 'remind', at: noticeAt }] : [];
  return soonest([{ action: 'erase', at: erasesAt }, ...notice, look]);
}

/** The first of them; of two at one instant the one that stands first. */
function soonest(deadlines: readonly [ClosingDeadline, ...ClosingDeadline[]]): ClosingDeadline {
  return deadlines.reduce((first, next) => (next.at < first.at ? next : first));
}

/** The name of whoever has erased their account, wherever a name stood. */
export const FORMER_MEMBER = 'Former member';
/** What stands where somebody wrote a text who has erased their account. */
export const ERASED_TEXT = 'Removed with the account.';

/** An address that belongs to nobody and never will (RFC 2606), so that the real one is free. */
export const formerAddress = (personId: string): string => `${personId}@erased.invalid`;
