import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hash } from '@node-rs/argon2';
import { connectPostgres, type Db } from '../../db/postgres';
import { buildStudent } from '../factories/people';
import { Person } from './person';
import type { Town } from './town';

const PASSWORD = 'long enough for everybody';

const variableOf = (town: Town, name: string): string =>
  (JSON.parse(readFileSync(path.join(town.dir, 'environment.json'), 'utf8')) as Record<string, string>)[name]!;

/** The address of the town's database, as its owner. */
export const ownerUrlOf = (town: Town): string => variableOf(town, 'DATABASE_OWNER_URL');

/** The town's database as its owner: to put people in and to count what is there, never to move a booking. */
export function databaseOf(town: Town): Db {
  return connectPostgres({ url: ownerUrlOf(town), name: 'test' });
}

/** Where the town's Temporal listens, host and port. */
export const temporalOf = (town: Town): string => variableOf(town, 'TEMPORAL_ADDRESS');

/** Students who are signed in. They share a password, so that it is hashed once. */
export async function buildCrowd(db: Db, api: string, size: number): Promise<Person[]> {
  const passwordHash = await hash(PASSWORD);
  const crowd: Person[] = [];
  for (let i = 0; i < size; i++) {
    const { email } = await buildStudent(db, { passwordHash });
    crowd.push(await Person.signIn(api, { email, password: PASSWORD }));
  }
  return crowd;
}
