/**
 * Makes the first owner: `npm run owner:create -- --email … --name … [--zone Europe/London]`. The password comes from
 * STOA_OWNER_PASSWORD or is asked for; an argument would stand in the shell's history. Refused once there is an owner.
 */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { hash } from '@node-rs/argon2';
import { isZone } from '@stoa/domain/localTime';
import { v7 } from 'uuid';
import { readConfig } from '../config';
import { connectPostgres } from '../db/postgres';
import { createFirstOwner } from '../db/queries/people';

class Refused extends Error {}

const SHORTEST_PASSWORD = 12;
const REFUSALS = {
  owner_exists: 'There is an owner already. Owners are made in the console now.',
  email_taken: 'This e-mail address belongs to somebody already. Choose another one.',
} as const;

function readArguments(): { email: string; name: string; zone: string } {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, name: { type: 'string' }, zone: { type: 'string', default: 'UTC' } },
  });
  const { email = '', name = '', zone } = values;
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new Refused('--email is missing or is none');
  if (name.trim() === '' || name.length > 100) throw new Refused('--name is missing or longer than 100 characters');
  if (!isZone(zone)) throw new Refused(`--zone: there is no time zone ${zone}`);
  return { email, name: name.trim(), zone };
}

/** Reads a line without showing it. */
function askPassword(): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  process.stderr.write('Password: ');
  return new Promise((resolve) => {
    line.once('line', (answer) => {
      resolve(answer);
      process.stderr.write('\n');
      line.close();
    });
    line.once('close', () => resolve(''));
  });
}

async function main(): Promise<void> {
  const wanted = readArguments();
  const password = process.env['STOA_OWNER_PASSWORD'] ?? (await askPassword());
  if (password.length < SHORTEST_PASSWORD)
    throw new Refused(`The password must have at least ${SHORTEST_PASSWORD} characters.`);
  const { DATABASE_OWNER_URL: url } = readConfig('migrate', process.env);
  const db = connectPostgres({ url, poolMax: 1, name: 'stoa-owner-create' });
  try {
    const person = { ...wanted, id: v7(), passwordHash: await hash(password), at: Date.now() };
    const result = await createFirstOwner(db, person);
    if (result !== 'created') throw new Refused(REFUSALS[result]);
    console.log(`${wanted.email} is the owner now.`);
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
