import { randomUUID } from 'node:crypto';
import type { DecidedReviewView, PastReviewView } from '@stoa/contracts/http/decidedReviews';
import { addApprovalEvent } from '../../db/queries/approvalEvents';
import { findTutorFacts } from '../../db/queries/tutorFacts';
import { inTransaction } from '../../db/postgres';
import { buildTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { signedIn, type SignedInCaller } from '../../test/harness/caller';

let app: TestApp;
let ann: SignedInCaller;
let ben: SignedInCaller;
beforeAll(async () => {
  app = await createTestApp();
  ann = await signedIn(app, ['admin'], 'Ann');
  ben = await signedIn(app, ['owner'], 'Ben');
});
afterAll(() => app.close());
afterEach(() => expect(app.reports).toEqual([]));

const HANDED_IN = Date.parse('2026-01-10T09:00:00Z');
const HOUR = 3_600_000;
interface Over {
  readonly tutorId?: string;
  readonly kind?: 'application' | 'recheck' | 'appeal';
  readonly outcome?: 'approved' | 'rejected' | 'withdrawn' | null;
  readonly by?: string | null;
  readonly decidedAt?: number;
  readonly note_id?: string;
}
async function review({ kind = 'application', outcome = 'approved', by = ann.person.id, ...over }: Over = {}) {
  const { owner } = app.database;
  const tutor_id = over.tutorId ?? (await buildTutor(owner)).id;
  const id = randomUUID();
  const { decidedAt = HANDED_IN + HOUR, note_id = null } = over;
  const dates = { submitted_at: new Date(HANDED_IN), promised_by: new Date(HANDED_IN + 24 * HOUR) };
  const decision = outcome === null ? {} : { outcome, decided_by: by, decided_at: new Date(decidedAt) };
  await owner('approval_submissions').insert({
    id,
    tutor_id,
    kind,
    items: ['headline'],
    note_id,
    ...dates,
    ...decision,
  });
  return { id, tutorId: tutor_id };
}
interface Page {
  readonly items: DecidedReviewView[];
  readonly nextCursor: string | null;
}
const ask = (query: string, by = ann) => by.caller.get<Page>(`/staff/decided-reviews?${query}`);
const idsOf = async (query: string, by = ann) => (await ask(`limit=100&${query}`, by)).body.items.map(({ id }) => id);

describe('decided reviews refused', () => {
  it('to everybody who may not review, and for questions that make no sense', async () => {
    const { id } = await review();
    for (const roles of [['student'], ['tutor'], ['support']]) {
      const { caller } = await signedIn(app, roles);
      for (const path of ['/staff/decided-reviews', `/staff/decided-reviews/${id}`])
        expect((await caller.get(path)).body.code).toBe('forbidden');
    }
    for (const query of [
      'reviewer=mine',
      'outcome=open',
      'from=yesterday',
      'sort=promisedBy',
      'claimed=mine',
      'limit=0',
    ])
      expect([query, (await ask(query)).body.code]).toEqual([query, 'request_invalid']);
  });

  it('with a cursor of another order', async () => {
    await Promise.all([review(), review()]);
    const { nextCursor } = (await ask('limit=1')).body;
    expect((await ask(`limit=1&sort=decidedAt&cursor=${nextCursor}`)).body.code).toBe('cursor_invalid');
  });

  it('one that is open, or that nobody knows: what is under way is not shown as decided', async () => {
    const open = await review({ outcome: null });
    expect(await idsOf('')).not.toContain(open.id);
    for (const id of [open.id, randomUUID()])
      expect((await ann.caller.get(`/staff/decided-reviews/${id}`)).body.code).toBe('not_found');
  });
});

describe('the list of decided reviews', () => {
  it('says who decided, when, and whether that was in time', async () => {
    const late = await review({ decidedAt: HANDED_IN + 25 * HOUR, by: ben.person.id, outcome: 'rejected' });
    const withdrawn = await review({ outcome: 'withdrawn', by: null });
    const { items } = (await ask('limit=100')).body;
    expect(items.find(({ id }) => id === late.id)).toMatchObject({
      outcome: 'rejected',
      decidedBy: { id: ben.person.id, name: 'Ben' },
      decidedAt: '2026-01-11T10:00:00.000Z',
      late: true,
      tookMinutes: 25 * 60,
      tutor: { id: late.tutorId },
    });
    expect(items.find(({ id }) => id === withdrawn.id)).toMatchObject({ decidedBy: null, late: false });
  });

  it('is narrowed by outcome, kind, reviewer and tutor; a wildcard means itself', async () => {
    const { owner } = app.database;
    const tutorId = (await buildTutor(owner, { name: 'Under_Score Percent%' })).id;
    const appeal = await review({ tutorId, kind: 'appeal', outcome: 'rejected', by: ben.person.id });
    const mine = await review({ tutorId });
    const of = `q=${tutorId}`;
    expect(await idsOf(`${of}&outcome=rejected`)).toEqual([appeal.id]);
    expect(await idsOf(`${of}&kind=appeal`)).toEqual([appeal.id]);
    expect(await idsOf(`${of}&reviewer=me`)).toEqual([mine.id]);
    expect(await idsOf(`${of}&reviewer=me`, ben)).toEqual([appeal.id]);
    expect(await idsOf(`${of}&reviewer=${ben.person.id}`)).toEqual([appeal.id]);
    expect((await idsOf(`q=${encodeURIComponent('percent%')}`)).sort()).toEqual([appeal.id, mine.id].sort());
    expect(await idsOf(`q=${encodeURIComponent('Under%Percent')}`)).toEqual([]);
  });

  it('of a period holds its first moment and not its end', async () => {
    const at = Date.parse('2025-06-01T00:00:00Z');
    const inside = await review({ decidedAt: at });
    await review({ decidedAt: at + 24 * HOUR });
    await review({ decidedAt: at - 1 });
    expect(await idsOf('from=2025-06-01T00:00:00Z&to=2025-06-02T00:00:00Z')).toEqual([inside.id]);
  });

  it('pages through decisions of one moment, each exactly once in both orders, while others are decided', async () => {
    const tutorId = (await buildTutor(app.database.owner)).id;
    const at = Date.parse('2025-03-01T09:00:00Z');
    const all = await Promise.all(Array.from({ length: 11 }, (_, n) => review({ tutorId, decidedAt: at + (n % 2) })));
    for (const sort of ['decidedAt', '-decidedAt']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Page = (await ask(`q=${tutorId}&sort=${sort}&limit=4${cursor && `&cursor=${cursor}`}`)).body;
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        // behind the reader, whichever way they go
        await review({ tutorId, decidedAt: sort === 'decidedAt' ? at - HOUR : at + HOUR });
      }
      expect(seen.filter((id) => all.some((one) => one.id === id)).sort()).toEqual(all.map(({ id }) => id).sort());
      expect(new Set(seen).size).toBe(seen.length);
    }
  });
});

describe('one decided review', () => {
  it('stands as it was decided, with its words, and says what is not there any more', async () => {
    const { app: db, owner } = app.database;
    const { id: tutorId } = await buildTutor(owner);
    const [appeal, note] = [randomUUID(), randomUUID()];
    const about = { tutor_id: tutorId, created_at: new Date(HANDED_IN) };
    await owner('approval_notes').insert([
      { ...about, id: appeal, author_id: tutorId, text: 'It is my own photo' },
      { ...about, id: note, author_id: ann.person.id, text: 'The headline is fine now' },
    ]);
    const { id } = await review({ tutorId, kind: 'appeal', note_id: appeal });
    const facts = await findTutorFacts(db, tutorId);
    const base = { submission_id: id, tutor_id: tutorId, reviewer_id: ann.person.id, at: new Date(HANDED_IN) };
    await owner('approval_verdicts').insert([
      { ...base, item: 'headline', version: facts?.versions.headline, verdict: 'approved' },
      { ...base, item: 'description', version: 'old', verdict: 'changes_needed', reason: 'unclear', note_id: note },
    ]);
    const event = {
      key: `k:${id}`,
      tutorId,
      version: 1,
      actor: 'admin',
      actorId: ann.person.id,
      at: HANDED_IN,
    } as const;
    const moved = { type: 'approve', from: 'under_review', to: 'approved', submissionId: id, noteId: note } as const;
    await inTransaction(db, {}, (trx) => addApprovalEvent(trx, { ...event, ...moved }));
    const { body } = await ben.caller.get<PastReviewView>(`/staff/decided-reviews/${id}`);
    expect(body).toMatchObject({ outcome: 'approved', appeal: 'It is my own photo', note: 'The headline is fine now' });
    expect(body.verdicts).toMatchObject([
      { item: 'description', verdict: 'changes_needed', reason: 'unclear', current: false },
      { item: 'headline', verdict: 'approved', note: null, current: true },
    ]);
  });
});
