import { randomUUID } from 'node:crypto';

import { claimKey } from '../db/queries/idempotency';
import { findSignedIn, startFamily } from '../db/queries/sessions';
import { rows } from '../db/postgres';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { sha256 } from '../platform/hashing';
import { createLogger } from '../platform/logger';
import { buildStudent } from '../test/factories/people';
import { until } from '../test/harness/wait';
import { Housekeeping } from './housekeeping';

describe('housekeeping', () => {
  const logger = createLogger({ process: 'test', level: 'silent' });
  const DAY = 24 * 3_600_000;
  let database: TestDatabase;
  let personId: string;
  const storage = { remove: () => Promise.resolve() };
  beforeAll(async () => {
    database = await createTestDatabase();
    personId = (await buildStudent(database.owner)).id;
  });
  afterAll(() => database?.drop());

  /** Three rows that began so many days ago and lived one. */
  async function leave(daysAgo: number) {
    const at = Date.now() - daysAgo * DAY;
    const key = randomUUID();
    const familyId = randomUUID();
    await claimKey(database.app, { personId, key, requestHash: 'a', at, claimMs: 1, keepMs: DAY });
    await startFamily(database.app, {
      device: { userAgent: 'Firefox/130', network: '192.0.2.0', hash: 'd'.repeat(64) },
      familyId,
      personId,
      app: 'web',
      tokenHash: sha256(key),
      at,
      expiresAt: at + DAY,
    });
    await database.owner.raw(
      `INSERT INTO outbox (kind, dedupe_key, payload, done_at) VALUES ('mail', ?, '{}', to_timestamp(?))`,
      [key, at / 1_000],
    );
    return { key, familyId };
  }
  async function stands({ key, familyId }: { key: string; familyId: string }) {
    const [found] = await rows<{ keys: number; lines: number }>(
      database.owner,
      `SELECT (SELECT count(*) FROM idempotency_keys WHERE key = ?) AS keys,
         (SELECT count(*) FROM outbox WHERE dedupe_key = ?) AS lines`,
      [key, key],
    );
    return { ...found, signedIn: (await findSignedIn(database.app, familyId, 'web')) !== null };
  }

  it('takes away what has had its time, and nothing else', async () => {
    const [old, fresh] = [await leave(20), await leave(0)];
    await new Housekeeping({ db: database.app, logger, storage }).tidy();
    expect(await stands(old)).toEqual({ keys: 0, lines: 0, signedIn: false });
    expect(await stands(fresh)).toEqual({ keys: 1, lines: 1, signedIn: true });
  });

  // Loss prevented: the address of everybody who ever paid lies in bodies that nobody reads, also after they are erased.
  it('forgets what the card company sent after 35 days, and not what a repair needs of it', async () => {
    const sent = { provider: 'stripe', type: 'charge.refunded', outcome: 'failed', problem: 'StripeError' };
    const raw_body = Buffer.from('{"billing_details":{"name":"Robin"}}');
    const came = (event_id: string, daysAgo: number) =>
      database
        .owner('webhook_deliveries')
        .insert({ ...sent, event_id, object_id: 'ch_1', raw_body, received_at: new Date(Date.now() - daysAgo * DAY) });
    await came('evt_34', 34);
    await came('evt_36', 36);
    await new Housekeeping({ db: database.app, logger, storage }).tidy();
    const left = await database
      .owner('webhook_deliveries')
      .orderBy('event_id')
      .select('event_id', 'provider', 'type', 'object_id', 'outcome', 'problem', 'raw_body');
    expect(left).toEqual([
      { ...sent, event_id: 'evt_34', object_id: 'ch_1', raw_body },
      { ...sent, event_id: 'evt_36', object_id: 'ch_1', raw_body: null },
    ]);
  });

  it('goes on with the rest when a part of it fails', async () => {
    const old = await leave(20);
    await database.owner.raw(`ALTER TABLE outbox RENAME TO away`);
    await new Housekeeping({ db: database.app, logger, storage }).tidy();
    await database.owner.raw(`ALTER TABLE away RENAME TO outbox`);
    expect(await stands(old)).toEqual({ keys: 0, lines: 1, signedIn: false });
  });

  it('comes again by itself until it is stopped', async () => {
    const housekeeping = new Housekeeping({ db: database.app, logger, storage, everyMs: 10 });
    housekeeping.start();
    for (const old of [await leave(20), await leave(30)])
      await until('it to come', async () => (await stands(old)).lines === 0);
    await housekeeping.stop();
  });
});
