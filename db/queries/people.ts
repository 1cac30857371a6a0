import type { CurrencyCode } from '@stoa/domain/currency';
import { raw } from 'objection';
import { PersonModel, PersonRoleModel } from '../models/person';
import { inTransaction, rows, type Db } from '../postgres';
import { recordAudit } from './audit';

export type Role = PersonRoleModel['role'];

/** Somebody with an account. Never holds the password's hash. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly zone: string;
  readonly locale: string;
  readonly country: string | null;
  /** prices are shown in it, new ones are kept in it */
  readonly currency: CurrencyCode;
  readonly avatarUrl: string | null;
  readonly roles: readonly Role[];
  /** whether they have shown that the address is theirs; without it nobody books or teaches */
  readonly emailVerified: boolean;
  /** epoch ms */
  readonly disabledAt: number | null;
  /** the account is no more: name and address are nobody's */
  readonly erased: boolean;
}

function toPerson(model: PersonModel): Person {
  return {
    id: model.id,
    email: model.email,
    name: model.displayName,
    zone: model.zone,
    locale: model.locale,
    country: model.country,
    currency: model.currency,
    avatarUrl: model.avatarUrl,
    roles: (model.roles ?? []).map(({ role }) => role).sort(),
    emailVerified: model.emailVerifiedAt !== null,
    disabledAt: model.disabledAt?.getTime() ?? null,
    erased: model.deletedAt !== null,
  };
}

/** One person with roles, or null. */
export async function findPerson(db: Db, personId: string): Promise<Person | null> {
  const model = await PersonModel.query(db).findById(personId).withGraphFetched('roles');
  return model === undefined ? null : toPerson(model);
}

/**
 * Who signs in with an address, in any case of letters, with the hash to check the password against. The hash goes no
 * further than that check.
 */
export async function findCredentials(
  db: Db,
  email: string,
): Promise<{ readonly person: Person; readonly passwordHash: string | null } | null> {
  const model = await PersonModel.query(db).findOne({ email }).withGraphFetched('roles');
  return model === undefined ? null : { person: toPerson(model), passwordHash: model.passwordHash };
}

/** Names, zones, locales and addresses of these people by id: for mails and presenters. */
export async function findPeople(db: Db, personIds: readonly string[]): Promise<Map<string, Person>> {
  const models = await PersonModel.query(db)
    .findByIds([...personIds])
    .withGraphFetched('roles');
  return new Map(models.map((model) => [model.id, toPerson(model)]));
}

/** Keeps the zone a person wants everything shown in. The caller has checked that it is one. */
export async function updateZone(db: Db, personId: string, zone: string): Promise<void> {
  await PersonModel.query(db)
    .findById(personId)
    .patch({ zone, accountVersion: raw('account_version + 1') });
}

/** Keeps a new hash of a person's password (rehashed at sign-in when parameters change). */
export async function updatePasswordHash(db: Db, personId: string, passwordHash: string): Promise<void> {
  await PersonModel.query(db).findById(personId).patch({ passwordHash });
}

export interface NewPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly zone: string;
  readonly passwordHash: string;
  /** epoch ms */
  readonly at: number;
}

/**
 * Makes the first owner, whose address an operator vouches for. Two at once are served one after the other, so there is never more than one first.
 * @returns 'owner_exists' when there is an owner, 'email_taken' when the address belongs to somebody
 */
export async function createFirstOwner(db: Db, owner: NewPerson): Promise<'created' | 'owner_exists' | 'email_taken'> {
  return inTransaction(db, { lockMs: 2_000, statementMs: 3_000 }, async (trx) => {
    await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended('first owner', 0))`);
    const owners = await rows(trx, `SELECT 1 FROM person_roles WHERE role = 'owner' LIMIT 1`);
    if (owners.length > 0) return 'owner_exists';
    const inserted = await rows(
      trx,
      `INSERT INTO people (id, email, password_hash, display_name, zone, created_at, email_verified_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING RETURNING id`,
      [owner.id, owner.email, owner.passwordHash, owner.name, owner.zone, new Date(owner.at), new Date(owner.at)],
    );
    if (inserted.length === 0) return 'email_taken';
    for (const role of ['owner', 'admin'] as const)
      await PersonRoleModel.query(trx).insert({ personId: owner.id, role, grantedAt: new Date(owner.at) });
    const subject = { kind: 'person', id: owner.id } as const;
    const entry = { actorId: null, actingAs: 'system', at: owner.at, requestId: null, subject } as const;
    await recordAudit(trx, { ...entry, action: 'owner.grant', reason: 'the first owner of this installation' });
    return 'created';
  });
}

/** Who of the staff may judge tutors: at most 50, the longest here first. They are written to when something waits. */
export async function staffIds(db: Db): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT p.id FROM people p WHERE p.disabled_at IS NULL AND EXISTS (
       SELECT FROM person_roles r WHERE r.person_id = p.id AND r.role IN ('admin', 'owner'))
     ORDER BY p.created_at, p.id LIMIT 50`,
  );
  return found.map(({ id }) => id);
}
