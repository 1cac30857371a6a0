import type { Dispute, Outcome, Payment, Session } from '@stoa/domain/booking';
import { normaliseCode } from '@stoa/domain/code';
import { rows, type Db } from '../postgres';
import { Conditions, containing } from './conditions';
import { SUMMARY_COLUMNS, SUMMARY_TABLES, toSummary, type BookingSummary, type SummaryRow } from './bookingViews';

/** The place in a list: the sort instant (epoch ms) and the id of the last row of the page before. */
export interface Place {
  readonly at: number;
  readonly id: string;
}

type Sort = { readonly column: 'starts_at' | 'created_at'; readonly descending: boolean };

class ListConditions extends Conditions {
  /** Rows strictly behind a place, so that no page repeats or skips one, whatever is inserted meanwhile. */
  after(place: Place | null | undefined, { column, descending }: Sort): void {
    if (place) this.add(`(b.${column}, b.id) ${descending ? '<' : '>'} (?, ?)`, new Date(place.at), place.id);
  }
}

interface Page {
  readonly sort: Sort;
  readonly limit: number;
}

async function page(db: Db, conditions: ListConditions, { sort, limit }: Page): Promise<BookingSummary[]> {
  const way = sort.descending ? 'DESC' : 'ASC';
  const found = await rows<SummaryRow>(
    db,
    `SELECT ${SUMMARY_COLUMNS} FROM ${SUMMARY_TABLES} WHERE ${conditions.toString()}
     ORDER BY b.${sort.column} ${way}, b.id ${way} LIMIT ?`,
    [...conditions.bindings, limit],
  );
  return found.map(toSummary);
}

export type BookingGroup = 'needsMe' | 'upcoming' | 'past' | 'all';

export interface PersonalList {
  readonly personId: string;
  readonly role: 'student' | 'tutor';
  readonly group: BookingGroup;
  readonly after?: Place | null;
  readonly limit: number;
}

const LIVE = `b.session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE')`;
/** What waits for this person: the student's payment, the tutor's answer. */
const NEEDS = {
  student: `b.session = 'REQUESTED' AND b.payment = 'PENDING'`,
  tutor: `b.session = 'REQUESTED' AND b.payment = 'AUTHORIZED' AND b.pending IS NULL`,
} as const;

/** How a group is ordered: what is to come by its nearness, what is over the newest first. The key is `startsAt`. */
export function sortOf(group: BookingGroup): Sort {
  return { column: 'starts_at', descending: group === 'past' || group === 'all' };
}

/**
 * A person's bookings in one role. A tutor never sees a time whose student has not paid, not even after it ran out.
 * @returns at most `limit` rows behind `after`, in the order of `sortOf`
 */
export async function listBookingsFor(db: Db, list: PersonalList): Promise<BookingSummary[]> {
  const { personId, role, group, after, limit } = list;
  const sort = sortOf(group);
  const conditions = new ListConditions();
  conditions.add(role === 'student' ? 'b.student_id = ?' : 'b.tutor_id = ?', personId);
  if (role === 'tutor') conditions.add('b.secured_at IS NOT NULL');
  if (group === 'needsMe') conditions.add(NEEDS[role]);
  if (group === 'upcoming') conditions.add(LIVE);
  if (group === 'past') conditions.add(`NOT ${LIVE}`);
  conditions.after(after, sort);
  return page(db, conditions, { sort, limit });
}

export interface ToReviewList extends Omit<PersonalList, 'group'> {
  /** sessions that ended later than this can still be reviewed, epoch ms */
  readonly endedAfter: number;
  /** epoch ms: what the other side wrote and is published by then closes a session */
  readonly now: number;
}

/** A session to review; when what the other side wrote is published, epoch ms, or null where they wrote nothing. */
export interface ToReview extends BookingSummary {
  readonly theirsPublishAt: number | null;
}

/**
 * A person's completed sessions that they have not reviewed and still may, the newest first. The key is `startsAt`.
 * @returns at most `limit` rows behind `after`
 */
export async function listToReview(db: Db, list: ToReviewList): Promise<ToReview[]> {
  const { personId, role, endedAfter, now, after, limit } = list;
  const sort: Sort = { column: 'starts_at', descending: true };
  const conditions = new ListConditions();
  conditions.add(role === 'student' ? 'b.student_id = ?' : 'b.tutor_id = ?', personId);
  conditions.add(`b.session = 'ENDED' AND b.outcome = 'COMPLETED' AND b.ends_at >= ?`, new Date(endedAfter));
  conditions.add(
    `NOT EXISTS (SELECT FROM reviews r WHERE r.booking_id = b.id AND (r.author_id = ? OR r.publishes_at <= ?))`,
    personId,
    new Date(now),
  );
  conditions.after(after, sort);
  const found = await page(db, conditions, { sort, limit });
  const theirs = await publishTimes(db, found);
  return found.map((one) => ({ ...one, theirsPublishAt: theirs.get(one.booking.id) ?? null }));
}

/** When the reviews of these sessions are published, where one side has written. */
async function publishTimes(db: Db, sessions: readonly BookingSummary[]): Promise<ReadonlyMap<string, number>> {
  const ids = sessions.map(({ booking }) => booking.id);
  const found = await rows<{ id: string; at: Date }>(
    db,
    `SELECT booking_id AS id, min(publishes_at) AS at FROM reviews WHERE booking_id = ANY(?::uuid[]) GROUP BY booking_id`,
    [ids],
  );
  return new Map(found.map(({ id, at }) => [id, at.getTime()]));
}

export interface StaffFilters {
  /** an id, a code in any spelling, or a part of a name or an e-mail address of one of the parties */
  readonly q?: string | undefined;
  readonly session?: Session | undefined;
  readonly outcome?: Outcome | undefined;
  readonly payment?: Payment | undefined;
  readonly dispute?: Dispute | undefined;
  readonly needsAttention?: boolean | undefined;
  readonly personId?: string | undefined;
  /** epoch ms, of the start */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface StaffList {
  readonly filters: StaffFilters;
  readonly sort: 'startsAt' | '-startsAt' | 'createdAt' | '-createdAt';
  readonly after?: Place | null;
  readonly limit: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function addSearch(conditions: ListConditions, q: string): void {
  const code = normaliseCode(q);
  if (code !== null) return conditions.add('b.code = ?', code);
  if (UUID.test(q)) return conditions.add('b.id = ?', q);
  const like = containing(q);
  conditions.add(
    `(sp.display_name ILIKE ? OR tp.display_name ILIKE ? OR sp.email::text ILIKE ? OR tp.email::text ILIKE ?)`,
    like,
    like,
    like,
    like,
  );
}

function addFields(conditions: ListConditions, filters: StaffFilters): void {
  for (const field of ['session', 'outcome', 'payment', 'dispute'] as const) {
    const value = filters[field];
    if (value !== undefined) conditions.add(`b.${field} = ?`, value);
  }
  if (filters.needsAttention !== undefined) conditions.add('b.needs_attention = ?', filters.needsAttention);
}

/** Bookings of everybody, for the staff. @returns at most `limit` rows behind `after`, in the order of `sort` */
export async function listStaffBookings(db: Db, { filters, sort, after, limit }: StaffList): Promise<BookingSummary[]> {
  const order: Sort = {
    column: sort.endsWith('startsAt') ? 'starts_at' : 'created_at',
    descending: sort.startsWith('-'),
  };
  const { q, personId, from, to } = filters;
  const conditions = new ListConditions();
  addFields(conditions, filters);
  if (q !== undefined && q !== '') addSearch(conditions, q);
  if (personId !== undefined) conditions.add('(b.student_id = ? OR b.tutor_id = ?)', personId, personId);
  if (from !== undefined) conditions.add('b.starts_at >= ?', new Date(from));
  if (to !== undefined) conditions.add('b.starts_at < ?', new Date(to));
  conditions.after(after, order);
  return page(db, conditions, { sort: order, limit });
}
