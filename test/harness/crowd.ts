import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hash } from '@node-rs/argon2';
import { connectPostgres, type Db } from '../../db/postgres';
import { buildStudent } from '../factories/people';
import { Person } from './person';
import type { Town } from './town';

const PASSWORD = 'long enough for everybody';

/** The town's database as its owner: to put people in and to count what is there, never to move a booking. */
export function databaseOf(town: Town): Db {
  const file = path.join(town.dir, 'environment.json');
  const { DATABASE_OWNER_URL: url } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return connectPostgres({ url: url!, name: 'test' });
}

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
