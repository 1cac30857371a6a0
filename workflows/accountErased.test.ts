import { historyToJSON } from '@temporalio/common/lib/proto-utils';

import { rows } from '../db/postgres';
import { verifyAuditChain } from '../db/queries/auditChain';
import { findCredentials } from '../db/queries/people';
import { buildStudent } from '../test/factories/people';
import { buildStudentLife, buildTutorLife, TRACE } from '../test/factories/lives';
import { codeOf } from '../test/harness/bookingStory';
import { ClosingStage } from '../test/harness/closingStory';
import { openedPayloads } from '../test/harness/histories';
import { Trouble } from '../test/harness/trouble';

describe('an account that is erased', () => {
  let stage: ClosingStage;
  const trouble = new Trouble();

  beforeAll(async () => {
    stage = await ClosingStage.open({}, trouble.around);
  });
  afterEach(() => {
    trouble.next = null;
  });
  afterAll(() => stage?.close());

  /** Every table with a row in which the word stands, whatever the column. */
  async function tablesWith(word: string): Promise<string[]> {
    const { owner } = stage.database;
    const tables = await rows<{ name: string }>(
      owner,
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'knex_%'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const hits = await rows(owner, `SELECT FROM ${name} t WHERE t::text ILIKE ? LIMIT 1`, [`%${word}%`]);
      if (hits.length > 0) found.push(name);
    }
    return found;
  }
  const LEDGER = `SELECT account, currency, amount_minor FROM ledger_postings ORDER BY transaction_id, line`;

  // safety: a trace in a table that nobody thought of is what an erasure is for. The table scan thinks of all of them:
  // a new table with personal data turns this red as soon as the lives of the factory fill it.
  it.each([
    ['a student', buildStudentLife],
    ['a tutor', buildTutorLife],
  ] as const)('leaves no trace of %s in any table, and the books as they were', async (_who, build) => {
    const { person, booking } = await build(stage.database.owner);
    expect((await tablesWith(TRACE)).length).toBeGreaterThan(8);
    const books = await rows(stage.database.owner, LEDGER);
    await stage.of(person.id).erased('remove');
    // search rows of before go with the pages that still show them
    await stage.database.owner.raw(`DELETE FROM tutor_texts WHERE gone IS NOT NULL`);
    expect(await tablesWith(TRACE)).toEqual([]);
    expect(await rows(stage.database.owner, LEDGER)).toEqual(books);
    expect(await rows(stage.database.app, `SELECT FROM bookings WHERE id = ?`, [booking.id])).toHaveLength(1);
    const [row] = await rows<Record<string, unknown>>(
      stage.database.app,
      `SELECT display_name, email::text AS email, password_hash, zone, deleted_at IS NOT NULL AS deleted,
         disabled_at IS NOT NULL AS disabled, country FROM people WHERE id = ?`,
      [person.id],
    );
    expect(row).toEqual({
      display_name: 'Former member',
      email: `${person.id}@erased.invalid`,
      password_hash: null,
      zone: 'UTC',
      deleted: true,
      disabled: true,
      country: 'GB',
    });
    expect((await verifyAuditChain(stage.database.app)).broken).toBeNull();
  });

  it('keeps the words of reviews where that was chosen, and the stars always', async () => {
    const { person } = await buildStudentLife(stage.database.owner);
    await stage.of(person.id).erased('keep');
    const reviews = await rows(stage.database.app, `SELECT stars, text FROM reviews WHERE author_id = ?`, [person.id]);
    expect(reviews).toEqual([{ stars: 4, text: `${TRACE} wrote this` }]);
    await stage.database.owner.raw(`UPDATE reviews SET text = ''`);
  });

  it('frees the address for a new account, which has nothing of the old one', async () => {
    const { person } = await buildStudentLife(stage.database.owner);
    const email = `${TRACE}.${person.id}@people.example`;
    await stage.of(person.id).erased('remove');
    expect(await findCredentials(stage.database.app, email)).toBeNull();
    const anew = await buildStudent(stage.database.owner);
    await stage.database.owner('people').where({ id: anew.id }).update({ email });
    expect((await findCredentials(stage.database.app, email))?.person.id).toBe(anew.id);
    await stage.database
      .owner('people')
      .where({ id: anew.id })
      .update({ email: `${anew.id}@people.example` });
  });

  it('is off every list, with its files out of storage, private and public', async () => {
    const { person } = await buildTutorLife(stage.database.owner);
    const files = await rows<{ key: string }>(
      stage.database.app,
      `SELECT storage_key AS key FROM files WHERE owner_id = ?`,
      [person.id],
    );
    await stage.of(person.id).erased('remove');
    const [listed] = await rows<{ n: number }>(
      stage.database.app,
      `SELECT count(*)::int AS n FROM tutor_search WHERE tutor_id = ? AND gone IS NULL`,
      [person.id],
    );
    expect(listed).toEqual({ n: 0 });
    const removed = new Set(stage.removed.map(({ key }) => key.split('/')[0]));
    expect(files.length).toBe(3);
    for (const { key } of files) expect(removed).toContain(key);
  });

  const effects = [
    'beginErasure',
    'eraseSignIns',
    'eraseWords',
    'eraseTeaching',
    'eraseBelongings',
    'erasePerson',
  ] as const;
  const around = [...effects, 'askToClose' as const, 'recordClosingMove' as const].flatMap((activity) =>
    [true, false].map((after) => ({ activity, after })),
  );
  it.each(around)('goes on when the worker dies around $activity (done: $after)', async ({ activity, after }) => {
    trouble.next = { activity, after, left: 1 };
    const story = await stage.student();
    await story.erased();
    expect(await story.mails()).toEqual(['asked', 'settled', 'soon', 'receipt']);
    expect(await story.audited()).toEqual(['person.askClosing', 'person.erase']);
  });

  it('is not undone by Temporal’s cancel, and not called off any more', async () => {
    // its files lie in storage still, so it stays in the middle
    const { person } = await buildTutorLife(stage.database.owner);
    const story = stage.of(person.id);
    await story.ask('remove');
    await story.skip(14 * 24 * 3_600_000 + 60_000);
    await story.becomes('erasing');
    await story.handle.cancel();
    expect(await codeOf(story.withdraw())).toBe('closing_state_conflict');
    await story.isThrough();
  });

  // Histories are kept for weeks: what is erased must not live on in them.
  it('leaves a history that names nobody, so that erasing rows and files is enough', async () => {
    const { person } = await buildTutorLife(stage.database.owner);
    const story = await stage.of(person.id).erased('remove');
    const { opened } = await openedPayloads(historyToJSON(await story.handle.fetchHistory()));
    expect(opened).toContain('reviewWords');
    for (const personal of [TRACE, '@', 'people.example', 'GB']) expect(opened).not.toContain(personal);
  });

  // safety: a right that the application has beside the erasure would let it rewrite what people said
  it('can have its words and sign-ins erased while it is erased alone', async () => {
    const { person } = await buildStudentLife(stage.database.owner);
    const erase = (sql: string) => stage.database.app.raw(sql, [person.id]);
    await expect(erase(`SELECT erase_words(?, 'x')`)).rejects.toThrow('not being erased');
    await expect(erase(`SELECT erase_sign_ins(?)`)).rejects.toThrow('not being erased');
    await expect(erase(`UPDATE booking_reasons SET text = 'x' WHERE author_id = ?`)).rejects.toThrow(
      'permission denied',
    );
    await stage.of(person.id).erased('remove');
  });
});
