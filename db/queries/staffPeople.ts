import { normaliseCode } from '@stoa/domain/code';
import type { Role } from '@stoa/domain/permissions';
import { rows, type Db } from '../postgres';
import { containing } from './conditions';

export type AccountState = 'active' | 'unverified' | 'disabled' | 'erased';

/** A person as staff find them in the list. Instants are epoch ms. */
export interface StaffPersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly country: string | null;
  readonly roles: readonly Role[];
  readonly state: AccountState;
  readonly createdAt: number;
}

export interface PeopleFilters {
  /** an id of a person or booking, a booking's code in any spelling, or a part of a name or an e-mail address */
  readonly q?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: AccountState | undefined;
  readonly country?: string | undefined;
  /** epoch ms, of the registration; `to` is exclusive */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export type PeopleSort = 'createdAt' | '-createdAt' | 'name' | '-name';

export interface PeopleList {
  readonly filters: PeopleFilters;
  readonly sort: PeopleSort;
  /** the last row of the page before */
  readonly after: Pick<StaffPersonRow, 'id' | 'name' | 'createdAt'> | null;
  readonly limit: number;
}

type Condition = readonly [sql: string, ...bindings: (string | Date)[]];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PARTY_OF = 'p.id IN (SELECT unnest(ARRAY[b.student_id, b.tutor_id]) FROM bookings b WHERE';

function search(q: string): Condition {
  const code = normaliseCode(q);
  if (code !== null) return [`${PARTY_OF} b.code = ?)`, code];
  if (UUID.test(q)) return [`(p.id = ? OR ${PARTY_OF} b.id = ?))`, q, q];
  const like = containing(q);
  return ['(p.display_name ILIKE ? OR p.email::text ILIKE ?)', like, like];
}

const STATE = `CASE WHEN p.deleted_at IS NOT NULL THEN 'erased' WHEN p.disabled_at IS NOT NULL THEN 'disabled'
  WHEN p.email_verified_at IS NULL THEN 'unverified' ELSE 'active' END`;

const CONDITION_OF: {
  readonly [F in keyof PeopleFilters]-?: (value: NonNullable<PeopleFilters[F]>) => Condition;
} = {
  q: search,
  role: (role) => ['EXISTS (SELECT FROM person_roles r WHERE r.person_id = p.id AND r.role = ?)', role],
  state: (state) => [`${STATE} = ?`, state],
  country: (country) => ['p.country = ?', country],
  from: (at) => ['p.created_at >= ?', new Date(at)],
  to: (at) => ['p.created_at < ?', new Date(at)],
};

function behind({ sort, after }: PeopleList): Condition[] {
  if (after === null) return [];
  const way = sort.startsWith('-') ? '<' : '>';
  return sort.endsWith('name')
    ? [[`(p.display_name, p.id) ${way} (?, ?)`, after.name, after.id]]
    : [[`(p.created_at, p.id) ${way} (?, ?)`, new Date(after.createdAt), after.id]];
}

/** People, for staff. @returns at most `limit` rows behind `after`, in the order of `sort` */
export async function listPeople(db: Db, list: PeopleList): Promise<StaffPersonRow[]> {
  const { filters, sort, limit } = list;
  const conditions = (Object.keys(CONDITION_OF) as (keyof PeopleFilters)[]).flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [(CONDITION_OF[name] as (given: string | number) => Condition)(value)];
  });
  conditions.push(...behind(list));
  const column = sort.endsWith('name') ? 'display_name' : 'created_at';
  const way = sort.startsWith('-') ? 'DESC' : 'ASC';
  const found = await rows<Omit<StaffPersonRow, 'createdAt'> & { createdAt: Date }>(
    db,
    `SELECT p.id, p.display_name AS name, p.email::text AS email, p.country, ${STATE} AS state,
       ARRAY(SELECT role FROM person_roles WHERE person_id = p.id ORDER BY role) AS roles, p.created_at AS "createdAt"
     FROM people p WHERE ${conditions.map(([sql]) => sql).join(' AND ') || 'true'}
     ORDER BY p.${column} ${way}, p.id ${way} LIMIT ?`,
    [...conditions.flatMap(([, ...bindings]) => bindings), limit],
  );
  return found.map((row) => ({ ...row, createdAt: row.createdAt.getTime() }));
}

/** A person's page as staff see it, without anything that could sign in as them. Instants are epoch ms. */
export interface StaffPerson extends Omit<StaffPersonRow, 'roles'> {
  readonly zone: string;
  readonly locale: string;
  readonly avatarUrl: string | null;
  readonly roles: readonly {
    readonly role: Role;
    readonly grantedAt: number;
    readonly grantedBy: { readonly id: string; readonly name: string } | null;
  }[];
  /** sign-ins that are open now, the latest first; at most 50 */
  readonly devices: readonly {
    readonly id: string;
    readonly app: 'web' | 'admin';
    readonly startedAt: number;
    readonly lastSeenAt: number;
  }[];
  readonly bookings: { readonly asStudent: number; readonly asTutor: number };
}

const ROLES_SQL = `(SELECT coalesce(json_agg(json_build_object('role', r.role,
    'grantedAt', floor(extract(epoch FROM r.granted_at) * 1000)::bigint,
    'grantedBy', CASE WHEN g.id IS NULL THEN NULL ELSE json_build_object('id', g.id, 'name', g.display_name) END)
    ORDER BY r.role), '[]') FROM person_roles r LEFT JOIN people g ON g.id = r.granted_by WHERE r.person_id = p.id)`;
const DEVICES_SQL = `(SELECT coalesce(json_agg(d), '[]') FROM (
    SELECT f.id, f.app, floor(extract(epoch FROM f.created_at) * 1000)::bigint AS "startedAt",
      floor(extract(epoch FROM coalesce((SELECT max(t.issued_at) FROM refresh_tokens t WHERE t.family_id = f.id),
        f.created_at)) * 1000)::bigint AS "lastSeenAt"
    FROM sign_in_families f WHERE f.person_id = p.id AND f.ended_at IS NULL AND f.impersonated_by IS NULL
    ORDER BY f.created_at DESC LIMIT 50) d)`;

/** One person for staff, or null. */
export async function findStaffPerson(db: Db, personId: string): Promise<StaffPerson | null> {
  const [row] = await rows<
    Omit<StaffPerson, 'createdAt' | 'bookings'> & { createdAt: Date; asStudent: number; asTutor: number }
  >(
    db,
    `SELECT p.id, p.display_name AS name, p.email::text AS email, p.country, ${STATE} AS state, p.zone, p.locale,
       p.avatar_url AS "avatarUrl", p.created_at AS "createdAt", ${ROLES_SQL} AS roles, ${DEVICES_SQL} AS devices,
       (SELECT count(*) FROM bookings b WHERE b.student_id = p.id)::int AS "asStudent",
       (SELECT count(*) FROM bookings b WHERE b.tutor_id = p.id)::int AS "asTutor"
     FROM people p WHERE p.id = ?`,
    [personId],
  );
  if (row === undefined) return null;
  const { asStudent, asTutor, createdAt, ...person } = row;
  return { ...person, createdAt: createdAt.getTime(), bookings: { asStudent, asTutor } };
}
