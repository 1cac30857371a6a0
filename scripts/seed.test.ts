import { slotsFor } from '@stoa/domain/availability';
import { isZone } from '@stoa/domain/localTime';
import { DAY_MS } from '@stoa/domain/policies';
import { inTransaction, rows } from '../db/postgres';
import { findTutors } from '../db/queries/search';
import { findAvailabilityRules } from '../db/queries/tutors';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { TUTORS } from './demo/tutors';
import { seed } from './seed';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NOW = Date.parse('2026-11-25T09:00:00Z');
const run = () => inTransaction(database.owner, {}, (trx) => seed(trx, 'a hash'));
const counts = () =>
  rows(
    database.owner,
    `SELECT (SELECT count(*) FROM people) AS people, (SELECT count(*) FROM tutors) AS tutors,
       (SELECT count(*) FROM weekly_windows) AS windows, (SELECT count(*) FROM tutor_subjects) AS subjects`,
  );

describe('the seed', () => {
  it('may be run again, and keeps what people changed meanwhile', async () => {
    await run();
    const before = await counts();
    await database
      .owner('tutors')
      .update({ headline: 'Changed' })
      .whereRaw('person_id = (SELECT min(person_id::text)::uuid FROM tutors)');
    await run();
    expect(await counts()).toEqual(before);
    expect(await database.owner('tutors').where({ headline: 'Changed' })).toHaveLength(1);
  });

  it('makes somebody for every role to sign in as', async () => {
    const found = await rows<{ role: string }>(
      database.owner,
      `SELECT r.role FROM people p JOIN person_roles r ON r.person_id = p.id
       WHERE p.email::text = r.role || '@stoa.example' ORDER BY r.role`,
    );
    expect(found.map(({ role }) => role)).toEqual(['admin', 'owner', 'student', 'support', 'tutor']);
  });

  it('shows all tutors, and each has something to book on every day of the coming week', async () => {
    const question = { sort: 'relevance', after: null, limit: 100 } as const;
    const { found } = await findTutors(database.app, { ...question, filters: { currency: 'EUR', now: NOW } });
    const tutors = found.map(({ card }) => card);
    expect(tutors.map(({ name }) => name).sort()).toEqual(TUTORS.map(({ name }) => name).sort());
    for (const tutor of tutors) {
      expect(isZone(tutor.zone)).toBe(true);
      const found = await findAvailabilityRules(database.app, tutor.id, { from: NOW, to: NOW + 8 * DAY_MS });
      const rules = found?.rules ?? fail();
      const durationMinutes = rules.durationsMinutes[0] ?? 0;
      for (let day = 1; day <= 7; day++) {
        const from = NOW + day * DAY_MS;
        const { slots } = slotsFor({ rules, busy: [], now: NOW, from, to: from + DAY_MS, durationMinutes });
        expect(slots.length).toBeGreaterThan(0);
      }
    }
  });

  it('describes them as fully as an approval would ask for', () => {
    for (const { description } of TUTORS) expect(description.join('\n\n').length).toBeGreaterThanOrEqual(400);
  });
});

function fail(): never {
  throw new Error('a listed tutor has no rules');
}
