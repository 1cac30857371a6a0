import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/postgres';

export interface BuiltPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

interface PersonChoices {
  readonly id?: string;
  readonly name?: string;
  readonly zone?: string;
  readonly roles?: readonly string[];
  readonly passwordHash?: string | null;
  /** default: verified, as everybody who may book or teach */
  readonly emailVerified?: boolean;
}

/** Inserts a person with roles; `db` must be the owner's or the application's pool. */
export async function buildPerson(db: Db, choices: PersonChoices = {}): Promise<BuiltPerson> {
  const id = choices.id ?? randomUUID();
  const name = choices.name ?? 'Wren';
  const email = `${id}@people.example`;
  const at = new Date('2026-01-01T00:00:00Z');
  await db('people').insert({
    id,
    email,
    display_name: name,
    zone: choices.zone ?? 'Europe/London',
    country: 'GB',
    password_hash: choices.passwordHash ?? null,
    created_at: at,
    email_verified_at: choices.emailVerified === false ? null : at,
  });
  for (const role of choices.roles ?? []) await db('person_roles').insert({ person_id: id, role, granted_at: at });
  return { id, email, name };
}

/** Inserts a student. */
export function buildStudent(db: Db, choices: PersonChoices = {}): Promise<BuiltPerson> {
  return buildPerson(db, { name: 'Robin', roles: ['student'], ...choices });
}
