import { DISPUTES, OUTCOMES, PAYMENTS, SESSIONS, type BookingFields } from '@stoa/domain/booking';
import { ACCOUNTS } from '@stoa/domain/ledger';
import { isLegal } from '@stoa/domain/legal';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildBooking } from '../test/factories/bookings';
import { buildStudent } from '../test/factories/people';
import { buildTutor } from '../test/factories/tutors';
import { rows, sqlStateOf } from './postgres';
import { printSchema } from './schema';
import { createTestDatabase, type TestDatabase } from './testing/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ALL: BookingFields[] = SESSIONS.flatMap((session) =>
  [null, ...OUTCOMES].flatMap((outcome) =>
    PAYMENTS.flatMap((payment) => DISPUTES.map((dispute) => ({ session, outcome, payment, dispute }))),
  ),
);

describe('the check on the four fields', () => {
  it('allows exactly the combinations that the domain calls legal, of all there are', async () => {
    const [constraint] = await rows<{ expression: string }>(
      database.owner,
      `SELECT pg_get_expr(conbin, conrelid) AS expression FROM pg_constraint WHERE conname = 'bookings_state_check'`,
    );
    const verdicts = await rows<BookingFields & { allowed: boolean }>(
      database.owner,
      `SELECT session, outcome, payment, dispute, (${constraint?.expression ?? 'NULL'}) IS NOT FALSE AS allowed
       FROM jsonb_to_recordset(CAST(? AS jsonb)) AS x(session text, outcome text, payment text, dispute text)`,
      [JSON.stringify(ALL)],
    );
    expect(verdicts).toHaveLength(6 * 5 * 6 * 4);
    const wrong = verdicts.filter(({ allowed, ...fields }) => allowed !== isLegal(fields));
    expect(wrong).toEqual([]);
  });

  it('refuses an illegal row even from the owner', async () => {
    const { booking } = await buildBooking(database.owner);
    const update = database.owner('bookings').where({ id: booking.id }).update({ session: 'ENDED' });
    await expect(update).rejects.toMatchObject({ constraint: 'bookings_state_check' });
  });
});

describe('the exclusion constraints', () => {
  it('keep two live bookings of a tutor apart, whatever the code does', async () => {
    const { booking, tutor } = await buildBooking(database.owner);
    const again = buildBooking(database.owner, { startsAt: booking.startsAt }, { tutor });
    await expect(again).rejects.toMatchObject({ code: '23P01', constraint: 'bookings_tutor_during_excl' });
  });

  it('keep two live bookings of a student apart', async () => {
    const { student } = await buildBooking(database.owner);
    const again = buildBooking(database.owner, {}, { student });
    await expect(again).rejects.toMatchObject({ code: '23P01', constraint: 'bookings_student_during_excl' });
  });

  it('let go of a booking that is over', async () => {
    const over = { session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'VOIDED' } as const;
    const { student, tutor } = await buildBooking(database.owner, over);
    await expect(buildBooking(database.owner, {}, { student, tutor })).resolves.toBeDefined();
  });

  it('refuse a tutor as the student of the own lesson', async () => {
    const tutor = await buildTutor(database.owner);
    const own = buildBooking(database.owner, {}, { student: tutor, tutor });
    await expect(own).rejects.toMatchObject({ constraint: 'bookings_parties_check' });
  });
});

/** The SQLSTATE a statement fails with; null when it succeeds. */
const stateOf = (statement: PromiseLike<unknown>): Promise<string | null> =>
  Promise.resolve(statement).then(() => null, sqlStateOf);
const rewritesOf = (table: string): string[] => [
  `UPDATE ${table} SET ${table === 'policies' ? `canonical = ''` : 'at = now()'}`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
];

describe('the application’s role', () => {
  const MONEY = ['ledger_transactions', 'ledger_postings', 'booking_events', 'policies'];

  it.each(MONEY)('cannot change, delete or empty %s', async (table) => {
    for (const sql of rewritesOf(table)) expect(await stateOf(database.app.raw(sql))).toBe('42501');
  });

  it.each(MONEY)('is not alone in that: the owner cannot rewrite %s either', async (table) => {
    const { booking } = await buildBooking(database.owner);
    await database.owner.transaction(async (trx) => {
      await trx.raw(
        `INSERT INTO booking_events (key, booking_id, version, type, actor, at, to_state, policy_hash)
         VALUES (?, ?, 1, 'requested', 'student', now(), '{}', 'x')`,
        [`guard:${table}:${booking.id}`, booking.id],
      );
      await trx.raw(
        `WITH t AS (INSERT INTO ledger_transactions (idempotency_key, code, at) VALUES (?, 'test', now()) RETURNING id)
         INSERT INTO ledger_postings (transaction_id, line, account, currency, amount_minor, at)
         SELECT t.id, l.line, l.account, 'EUR', l.amount, now() FROM t,
           (VALUES (1, 'provider_clearing', 1), (2, 'commission_revenue', -1)) AS l(line, account, amount)`,
        [`guard:${table}:${booking.id}`],
      );
    });
    for (const sql of rewritesOf(table)) expect(await stateOf(database.owner.raw(sql))).toBe('23001');
  });

  it('cannot write a balance, delete a subject, a booking or a person or hand out rights', async () => {
    const student = await buildStudent(database.owner);
    for (const sql of [
      `INSERT INTO ledger_balances VALUES ('student_wallet:x', 'EUR', 100)`,
      `DELETE FROM subjects`,
      `DELETE FROM bookings`,
      `DELETE FROM people WHERE id = '${student.id}'`,
      `ALTER TABLE bookings DISABLE TRIGGER ALL`,
      `CREATE TABLE mine (id int)`,
    ])
      expect(await stateOf(database.app.raw(sql))).toBe('42501');
  });

  it('owns nothing', async () => {
    expect(await rows(database.owner, `SELECT 1 FROM pg_class WHERE relowner = 'stoa_app'::regrole`)).toEqual([]);
  });
});

describe('kept balances', () => {
  it('exist for exactly the accounts that the domain’s chart does not let go below zero', async () => {
    const [trigger] = await rows<{ source: string }>(
      database.owner,
      `SELECT prosrc AS source FROM pg_proc WHERE proname = 'ledger_keep_balances'`,
    );
    const kept = /WHERE kind IN \(([^)]*)\)/.exec(trigger?.source ?? '')?.[1] ?? '';
    const names = [...kept.matchAll(/'(\w+)'/g)].map(([, name]) => name).sort();
    const wanted = Object.entries(ACCOUNTS).filter(([, account]) => !account.mayGoNegative);
    expect(names).toEqual(wanted.map(([name]) => name).sort());
    const assets = /CASE WHEN kind IN \(([^)]*)\)/.exec(trigger?.source ?? '')?.[1] ?? '';
    expect([...assets.matchAll(/'(\w+)'/g)].map(([, name]) => name).sort()).toEqual(
      wanted
        .filter(([, { type }]) => type === 'asset')
        .map(([name]) => name)
        .sort(),
    );
  });

  it('know every account of the chart', async () => {
    const [constraint] = await rows<{ definition: string }>(
      database.owner,
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'ledger_postings_kind_check'`,
    );
    const names = [...(constraint?.definition ?? '').matchAll(/'(\w+)'::text/g)].map(([, name]) => name).sort();
    expect(names).toEqual(Object.keys(ACCOUNTS).sort());
  });
});

describe('db/schema.sql', () => {
  it('is what the migrations make', async () => {
    const file = readFileSync(path.resolve(__dirname, 'schema.sql'), 'utf8');
    expect(await printSchema(database.owner)).toBe(file);
  });

  it('turns out different when a table changes without a migration', async () => {
    const before = await printSchema(database.owner);
    await database.owner.raw(`ALTER TABLE subjects ADD COLUMN smuggled text`);
    expect(await printSchema(database.owner)).not.toBe(before);
    await database.owner.raw(`ALTER TABLE subjects DROP COLUMN smuggled`);
    expect(await printSchema(database.owner)).toBe(before);
  });
});
