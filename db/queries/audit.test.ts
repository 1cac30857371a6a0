import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { buildBooking } from '../../test/factories/bookings';
import { buildPerson } from '../../test/factories/people';
import { inTransaction, rows, sqlStateOf } from '../postgres';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { patiently } from '../testing/patiently';
import { insertEvent, storeReason } from './bookingEvents';
import { listAudit, recordAudit, type AuditEntry } from './audit';
import { verifyAuditChain } from './auditChain';

/** Protects: who did what. A log that can be rewritten unseen hides a theft by whoever may write to the database. */
let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const AT = Date.parse('2026-02-02T09:00:00Z');
const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  actorId: null,
  actingAs: 'system',
  action: 'tutor.suspend',
  subject: { kind: 'tutor', id: randomUUID() },
  reason: 'because',
  details: { days: 7, name: 'Zoë "✓" \\ \n', none: null },
  at: AT,
  requestId: 'request-1',
  ...over,
});
const record = (over: Partial<AuditEntry> = {}): Promise<void> =>
  patiently(() => inTransaction(database.app, {}, (trx) => recordAudit(trx, entry(over))));
const recordMany = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index++) await record({ reason: `line ${index + 1}` });
};

/** As a superuser who wants to hide something would. */
async function tamper(sql: string): Promise<void> {
  await database.owner.transaction(async (trx) => {
    await trx.raw(`SET LOCAL session_replication_role = 'replica'`);
    await trx.raw(sql);
  });
}
const seqs = async (): Promise<number[]> =>
  (await rows<{ seq: number }>(database.owner, 'SELECT seq FROM audit_log ORDER BY seq')).map(({ seq }) => seq);

describe('the audit chain', () => {
  it('is unbroken when it is empty', async () => {
    expect(await verifyAuditChain(database.app)).toMatchObject({ rowsChecked: 0, broken: null, lostHeads: [] });
  });

  it('is one chain without a gap, however many write at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => record({ reason: `at once ${index}` })));
    expect(await seqs()).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(await verifyAuditChain(database.app)).toMatchObject({ rowsChecked: 30, broken: null });
  });

  it('has no gap where a transaction was rolled back', async () => {
    await record();
    const undone = inTransaction(database.app, {}, async (trx) => {
      await recordAudit(trx, entry());
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await record();
    expect(await seqs()).toEqual([1, 2]);
    expect(await verifyAuditChain(database.app)).toMatchObject({ rowsChecked: 2, broken: null });
  });

  it('takes several lines of one transaction, also by one statement', async () => {
    await inTransaction(database.app, {}, async (trx) => {
      await recordAudit(trx, entry());
      await recordAudit(trx, entry());
      await trx.raw(
        `INSERT INTO audit_log (at, acting_as, action, subject_kind, subject_id)
         SELECT now(), 'system', 'tutor.hide', 'tutor', n::text FROM generate_series(1, 3) AS n`,
      );
    });
    expect(await verifyAuditChain(database.app)).toMatchObject({ rowsChecked: 5, broken: null });
  });

  it('lets a writer wait no longer than its own lock timeout', async () => {
    await inTransaction(database.app, {}, async (trx) => {
      await recordAudit(trx, entry());
      const late = inTransaction(database.app, { lockMs: 50 }, (other) => recordAudit(other, entry()));
      expect(await late.then(() => null, sqlStateOf)).toBe('55P03');
    });
    expect(await seqs()).toEqual([1]);
  });

  it('does not believe a number or a hash that the writer brings', async () => {
    await record();
    await database.app.raw(
      `INSERT INTO audit_log (seq, at, acting_as, action, subject_kind, subject_id, recorded_at, previous_hash, hash)
       VALUES (99, now(), 'system', 'tutor.hide', 'tutor', 'x', '2000-01-01', repeat('a', 64), repeat('b', 64))`,
    );
    expect(await seqs()).toEqual([1, 2]);
    expect(await verifyAuditChain(database.app)).toMatchObject({ rowsChecked: 2, broken: null });
  });

  it('cannot be changed by the application, nor by the owner without taking the guard away', async () => {
    await record();
    for (const sql of [`UPDATE audit_log SET reason = 'x'`, 'DELETE FROM audit_log', 'TRUNCATE audit_log']) {
      expect(await Promise.resolve(database.app.raw(sql)).then(() => null, sqlStateOf)).toBe('42501');
      expect(await Promise.resolve(database.owner.raw(sql)).then(() => null, sqlStateOf)).toBe('23001');
    }
  });
});

describe('a booking that staff deal with', () => {
  /** Regression of the earlier system: audit log that misses money actions. */
  it('refutes the audit log that misses money actions: each event of staff is a line, of the parties none', async () => {
    const { booking } = await buildBooking(database.owner);
    const staff = await buildPerson(database.owner, { roles: ['admin'] });
    const reasonId = randomUUID();
    await storeReason(database.app, {
      id: reasonId,
      bookingId: booking.id,
      authorId: staff.id,
      text: 'flooded',
      at: AT,
    });
    const event = {
      bookingId: booking.id,
      version: 2,
      at: AT,
      from: null,
      to: booking,
      policyHash: booking.policyHash,
    };
    await inTransaction(database.app, {}, async (trx) => {
      await insertEvent(trx, { ...event, key: 'one', type: 'cancel', actor: 'admin', actorId: staff.id, reasonId });
      await insertEvent(trx, { ...event, key: 'two', type: 'cancel', actor: 'student', actorId: booking.studentId });
      await insertEvent(trx, { ...event, key: 'three', type: 'settle', actor: 'clock', actorId: null });
    });
    const lines = await listAudit(database.app, { filters: { subjectId: booking.id }, beforeSeq: null, limit: 9 });
    expect(lines).toMatchObject([
      { actorId: staff.id, actingAs: 'admin', action: 'booking.cancel', reason: 'flooded', details: { event: 'one' } },
    ]);
    expect(await verifyAuditChain(database.app)).toMatchObject({ rowsChecked: 1, broken: null });
  });

  it('leaves no line where its transaction is rolled back', async () => {
    const { booking } = await buildBooking(database.owner);
    const staff = await buildPerson(database.owner, { roles: ['admin'] });
    const event = {
      bookingId: booking.id,
      version: 2,
      at: AT,
      from: null,
      to: booking,
      policyHash: booking.policyHash,
    };
    const undone = inTransaction(database.app, {}, async (trx) => {
      await insertEvent(trx, { ...event, key: 'gone', type: 'cancel', actor: 'admin', actorId: staff.id });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await seqs()).toEqual([]);
  });
});

describe('walking the chain', () => {
  const COLUMNS = [
    `at = at + interval '1 microsecond'`,
    `acting_as = 'owner', actor_id = gen_random_uuid()`,
    `action = 'tutor.praise'`,
    `subject_kind = 'person'`,
    `subject_id = 'somebody else'`,
    `reason = NULL`,
    `details = '{}'`,
    `request_id = 'another'`,
    `recorded_at = recorded_at - interval '1 day'`,
    `hash = repeat('c', 64)`,
  ];
  it.each(COLUMNS)('finds a row altered by hand: %s', async (change) => {
    await recordMany(3);
    await tamper(`UPDATE audit_log SET ${change} WHERE seq = 2`);
    expect(await verifyAuditChain(database.owner)).toMatchObject({
      rowsChecked: 1,
      broken: { seq: 2, problem: 'altered' },
    });
  });

  it('finds a row altered whose own hash was made to fit', async () => {
    await recordMany(3);
    await tamper(`UPDATE audit_log SET reason = 'nothing happened' WHERE seq = 2`);
    await tamper(
      `UPDATE audit_log a SET hash = encode(sha256(convert_to(audit_canonical(a), 'UTF8')), 'hex') WHERE seq = 2`,
    );
    expect((await verifyAuditChain(database.owner)).broken).toEqual({ seq: 3, problem: 'reordered' });
  });

  it('finds a row taken out, first, last but one or with those behind it moved up', async () => {
    await recordMany(4);
    await tamper('DELETE FROM audit_log WHERE seq = 3');
    expect((await verifyAuditChain(database.owner)).broken).toEqual({ seq: 3, problem: 'missing' });
    await tamper('UPDATE audit_log SET seq = 3 WHERE seq = 4');
    expect((await verifyAuditChain(database.owner)).broken).toEqual({ seq: 3, problem: 'altered' });
    await tamper('DELETE FROM audit_log WHERE seq = 1');
    expect((await verifyAuditChain(database.owner)).broken).toEqual({ seq: 1, problem: 'missing' });
  });

  it('finds that the end was cut off, by a head that was noted', async () => {
    await recordMany(2);
    const { head } = await verifyAuditChain(database.owner);
    await recordMany(1);
    expect((await verifyAuditChain(database.owner, [head])).lostHeads).toEqual([]);
    await tamper('DELETE FROM audit_log WHERE seq > 1');
    expect(await verifyAuditChain(database.owner, [head])).toMatchObject({ broken: null, lostHeads: [head] });
  });

  it('walks further than one batch', async () => {
    await database.app.raw(
      `INSERT INTO audit_log (at, acting_as, action, subject_kind, subject_id)
       SELECT now(), 'system', 'tutor.hide', 'tutor', n::text FROM generate_series(1, 2100) AS n`,
    );
    expect(await verifyAuditChain(database.app)).toMatchObject({ rowsChecked: 2100, broken: null });
    await tamper('DELETE FROM audit_log WHERE seq = 2050');
    expect((await verifyAuditChain(database.owner)).broken).toEqual({ seq: 2050, problem: 'missing' });
  });
});

describe('npm run audit:verify', () => {
  const verify = (...args: string[]) =>
    spawnSync(
      process.execPath,
      ['--import', 'tsx', path.resolve(__dirname, '../../scripts/audit-verify.ts'), ...args],
      {
        cwd: path.resolve(__dirname, '../..'),
        env: { ...process.env, DATABASE_OWNER_URL: database.ownerUrl, DATABASE_URL: database.appUrl },
        encoding: 'utf8',
        timeout: 60_000,
      },
    );

  it('prints the rows and the head, and ends with 1 where a row is altered or a head is lost', async () => {
    await recordMany(3);
    const { head } = await verifyAuditChain(database.owner);
    const sound = verify('--head', head);
    expect([sound.status, sound.stdout]).toEqual([0, `Lines that are sound: 3\nHead: ${head}\n`]);
    const lost = verify('--head', 'a'.repeat(64));
    expect([lost.status, lost.stderr.includes('a'.repeat(64))]).toEqual([1, true]);
    await tamper(`UPDATE audit_log SET reason = 'x' WHERE seq = 2`);
    const altered = verify();
    expect([altered.status, altered.stderr]).toEqual([1, 'Line 2 is not what was written (altered).\n']);
  }, 90_000);
});

describe('reading the log', () => {
  it('finds by actor, subject, action, time and text, the newest first', async () => {
    const actorId = randomUUID();
    const subject = { kind: 'person', id: randomUUID() } as const;
    await record({ action: 'role.grant', subject, at: AT, details: { role: 'admin' } });
    await record({ actorId, actingAs: 'owner', action: 'role.revoke', reason: 'left us 100%', at: AT + 1 });
    await record({ action: 'tutor.hide', reason: null, at: AT + 2, requestId: null });
    const seqsFor = async (filters: Parameters<typeof listAudit>[1]['filters'], beforeSeq: number | null = null) =>
      (await listAudit(database.app, { filters, beforeSeq, limit: 10 })).map(({ seq }) => seq);
    expect(await seqsFor({})).toEqual([3, 2, 1]);
    expect(await seqsFor({}, 3)).toEqual([2, 1]);
    expect(await seqsFor({ actorId })).toEqual([2]);
    expect(await seqsFor({ subjectId: subject.id })).toEqual([1]);
    expect(await seqsFor({ action: 'role.' })).toEqual([2, 1]);
    expect(await seqsFor({ action: 'role.grant' })).toEqual([1]);
    expect(await seqsFor({ action: 'role_grant' })).toEqual([]);
    expect(await seqsFor({ from: AT + 1, to: AT + 2 })).toEqual([2]);
    expect(await seqsFor({ text: '100%' })).toEqual([2]);
    expect(await seqsFor({ text: 'ADMIN' })).toEqual([1]);
    expect(await seqsFor({ text: '%' })).toEqual([2]);
  });
});
