/** Roles and databases of a town. Loads `pg` only when asked: set-up itself starts before packages are there. */
import { createRequire } from 'node:module';
import { Refusal } from './progress.mjs';

const require = createRequire(import.meta.url);
export const APP_ROLE = 'stoa_app';
export const OWNER_ROLE = 'stoa_owner';

/**
 * Opens a connection for a few statements.
 * @param work gets `query(text, values)`
 */
export async function withDatabase(url, work) {
  const { Client } = require('pg');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    return await work((text, values) => client.query(text, values));
  } finally {
    await client.end();
  }
}

/** @returns whether the server takes connections */
export function databaseReady(url) {
  return withDatabase(url, (query) => query('select 1')).then(
    () => true,
    () => false,
  );
}

/**
 * Makes what a town needs on its own server: the role that owns the tables, the application's role (its rights come
 * with the migrations), the town's database and the sandbox's.
 */
export async function prepareDatabases({ superUrl, secrets, names }) {
  await withDatabase(superUrl, async (query) => {
    await haveRole(query, OWNER_ROLE, secrets.ownerPassword);
    await haveRole(query, APP_ROLE, secrets.appPassword);
    // a large marketplace to measure is made beside the town's, by whoever owns that
    await query(`alter role ${quote(OWNER_ROLE)} createdb`);
    for (const name of names) await haveDatabase(query, name);
  });
}

/** What set-up has done to the databases of this server, kept beside them. */
export function setUpNotes(superUrl) {
  const ask = (text, values) => withDatabase(superUrl, (query) => query(text, values));
  return {
    read: async (name) => {
      await ask('create table if not exists set_up (name text primary key, stamp text not null)');
      return (await ask('select stamp from set_up where name = $1', [name])).rows[0]?.stamp ?? null;
    },
    write: (name, stamp) =>
      ask('insert into set_up values ($1, $2) on conflict (name) do update set stamp = $2', [name, stamp]),
  };
}

async function haveRole(query, role, password) {
  const { rowCount } = await query('select 1 from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await query(`${verb} role ${quote(role)} login password ${literal(password)}`);
}

async function haveDatabase(query, name) {
  const { rowCount } = await query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount > 0) return;
  await query(`create database ${quote(name)} owner ${quote(OWNER_ROLE)}`);
  await query(`revoke connect, temporary on database ${quote(name)} from public`);
  await query(`grant connect on database ${quote(name)} to ${quote(APP_ROLE)}`);
}

const quote = (name) => `"${name.replaceAll('"', '""')}"`;
const literal = (text) => `'${text.replaceAll("'", "''")}'`;

/** The same server and database, as somebody else or under another name. */
export function addressFor(url, { user, password, database }) {
  const address = new URL(url);
  if (user !== undefined) address.username = user;
  if (password !== undefined) address.password = password;
  if (database !== undefined) address.pathname = `/${database}`;
  return address.href;
}

/**
 * Addresses of a server that the environment names. The owner's and the sandbox's may be named too; where they are
 * not, the given role is tried for both.
 * @throws Refusal when the role may not do what is missing
 */
export async function externalDatabases(env) {
  const app = env.DATABASE_URL;
  const owner = env.DATABASE_OWNER_URL || app;
  const name = new URL(owner).pathname.slice(1);
  const sandbox = env.SANDBOX_DATABASE_URL || addressFor(owner, { database: `${name}_sandbox` });
  await withDatabase(owner, async (query) => {
    const { rows } = await query(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $2) as sandbox`,
      [APP_ROLE, new URL(sandbox).pathname.slice(1)],
    );
    if (!rows[0].role) await attempt(query, `create role ${APP_ROLE}`, `a role named ${APP_ROLE}`);
    if (!rows[0].sandbox && !env.SANDBOX_DATABASE_URL) {
      await attempt(query, `create database ${quote(`${name}_sandbox`)}`, 'SANDBOX_DATABASE_URL');
    }
  });
  return { app, owner, sandbox };
}

async function attempt(query, statement, missing) {
  await query(statement).catch((error) => {
    throw new Refusal(
      `The Postgres of DATABASE_URL needs ${missing}, and its role may not make it (${error.message}).\n` +
        'Run as its administrator: ' +
        statement,
    );
  });
}
