import { Pool, type PoolClient } from 'pg';

/** What one question needs: the pool itself or one transaction of it. */
export type Queryable = Pick<PoolClient, 'query'>;

/** Each entry runs once, in order; what has landed is never edited. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE town_clock (
     only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
     offset_ms bigint NOT NULL CHECK (offset_ms >= 0)
   );
   INSERT INTO town_clock (offset_ms) VALUES (0);
   CREATE TABLE stripe_objects (
     id text PRIMARY KEY,
     kind text NOT NULL,
     seq bigint GENERATED ALWAYS AS IDENTITY,
     created bigint NOT NULL,
     payment_intent text,
     due_at bigint,
     data jsonb NOT NULL,
     internal jsonb NOT NULL DEFAULT '{}'
   );
   CREATE UNIQUE INDEX stripe_objects_kind_seq ON stripe_objects (kind, seq);
   CREATE INDEX stripe_objects_payment_intent ON stripe_objects (payment_intent, kind);
   CREATE INDEX stripe_objects_due_at ON stripe_objects (due_at) WHERE due_at IS NOT NULL;
   CREATE TABLE stripe_keys (
     key text PRIMARY KEY,
     fingerprint text NOT NULL,
     status integer,
     body jsonb,
     created_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE TABLE webhook_deliveries (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     event_id text NOT NULL,
     event_type text NOT NULL,
     state text NOT NULL CHECK (state IN ('waiting', 'held', 'delivered', 'failed', 'lost')),
     fault text,
     attempts integer NOT NULL DEFAULT 0,
     due_at timestamptz NOT NULL DEFAULT now(),
     last_status integer,
     last_error text,
     updated_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at) WHERE state IN ('waiting', 'held');
   CREATE TABLE faults (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     kind text NOT NULL,
     scope text NOT NULL DEFAULT '*',
     remaining integer CHECK (remaining >= 0),
     delay_ms integer,
     created_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE TABLE mails (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     message_id text,
     received_at timestamptz NOT NULL,
     sender text NOT NULL,
     recipients text[] NOT NULL,
     subject text NOT NULL,
     text text NOT NULL,
     html text
   );
   CREATE INDEX mails_recipients ON mails USING gin (recipients);`,
  `CREATE TABLE account_links (
     token text PRIMARY KEY,
     account text NOT NULL,
     return_url text NOT NULL,
     refresh_url text NOT NULL,
     expires_at bigint NOT NULL,
     visit text UNIQUE
   );`,
];

const MIGRATION_LOCK = 7_310_003;

/** Opens the sandbox's own database and brings its tables up to date. */
export async function openDatabase(connectionString: string): Promise<Pool> {
  const pool = new Pool({ connectionString, max: 10, application_name: 'stoa-sandbox' });
  // a dropped idle connection is replaced by the pool; without a listener it would end the process
  pool.on('error', () => undefined);
  await inTransaction(pool, migrate);
  return pool;
}

/** Runs `work` in one transaction; anything it throws rolls back. No wait for a lock without a deadline. */
export async function inTransaction<T>(pool: Pool, work: (db: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL lock_timeout = '3s'; SET LOCAL statement_timeout = '5s'");
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (failure) {
    // a connection that cannot even roll back is thrown away
    await client.query('ROLLBACK').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw failure;
  }
}

async function migrate(db: Queryable): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await db.query('CREATE TABLE IF NOT EXISTS sandbox_migrations (version integer PRIMARY KEY)');
  const { rows } = await db.query<{ done: number }>('SELECT count(*)::int AS done FROM sandbox_migrations');
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < (rows[0]?.done ?? 0)) continue;
    await db.query(statements);
    await db.query('INSERT INTO sandbox_migrations VALUES ($1)', [index + 1]);
  }
}
