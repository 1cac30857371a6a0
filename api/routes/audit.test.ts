import type { AuditLineView } from '@stoa/contracts/http/audit';
import { inTransaction } from '../../db/postgres';
import { recordAudit } from '../../db/queries/audit';
import { buildBooking } from '../../test/factories/bookings';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { signedIn, type SignedInCaller } from '../../test/harness/caller';

let app: TestApp;
let owner: SignedInCaller;
beforeAll(async () => {
  app = await createTestApp();
  owner = await signedIn(app, ['owner'], 'Sasha');
  for (let index = 1; index <= 25; index++) {
    const entry = {
      actorId: owner.person.id,
      actingAs: 'owner',
      action: index % 5 === 0 ? 'tutor.suspend' : 'subject.rename',
      subject: { kind: index % 5 === 0 ? 'person' : 'subject', id: index % 5 === 0 ? owner.person.id : `s${index}` },
      reason: index === 7 ? '=SUM(A1)' : `reason ${index}`,
      at: app.time.now + index,
      requestId: null,
    } as const;
    await inTransaction(app.database.app, {}, (trx) => recordAudit(trx, entry));
  }
});
afterAll(() => app.close());

interface Page {
  readonly items: AuditLineView[];
  readonly nextCursor: string | null;
}
const ask = (query: string) => owner.caller.get<Page>(`/staff/audit?${query}`);

describe('reading the audit log', () => {
  it.each(['support', 'student'])('is refused to %s', async (role) => {
    const { caller } = await signedIn(app, [role]);
    for (const path of ['/staff/audit', '/staff/audit.csv'])
      expect(await caller.get(path)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('refuses a cursor that is not its own and filters that are none', async () => {
    expect((await ask('cursor=abc')).body.code).toBe('cursor_invalid');
    for (const query of ['action=tutor', 'from=yesterday', 'actorId=1', 'limit=0', 'offset=1'])
      expect((await ask(query)).body.code).toBe('request_invalid');
  });

  it('shows every line once, the newest first, also while lines are added', async () => {
    const seen: number[] = [];
    let cursor = '';
    do {
      const { body } = await ask(`action=subject.rename&limit=6${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ seq }) => seq));
      await owner.caller.get('/staff/audit.csv?q=nothing');
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen).toHaveLength(20);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
  });

  it('shows every line once from the first on, where that is asked', async () => {
    const seen: number[] = [];
    let cursor = '';
    do {
      const { body } = await ask(`action=subject.rename&sort=at&limit=6${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ seq }) => seq));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen).toHaveLength(20);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const { nextCursor } = (await ask('sort=at&limit=1')).body;
    expect((await ask(`cursor=${nextCursor}`)).body.code).toBe('cursor_invalid');
  });

  it('names who did what to whom', async () => {
    const { body } = await ask(`action=tutor.&subjectId=${owner.person.id}&limit=1`);
    expect(body.items[0]).toMatchObject({
      actor: { id: owner.person.id, name: 'Sasha' },
      actingAs: 'owner',
      action: 'tutor.suspend',
      subject: { kind: 'person', id: owner.person.id, name: 'Sasha' },
      reason: 'reason 25',
    });
  });
});

describe('what staff ask for of a booking', () => {
  it('is a line before it is carried out, and none for a booking that is not there', async () => {
    const { booking } = await buildBooking(app.database.owner);
    const retry = (id: string) =>
      owner.caller.post(`/staff/bookings/${id}/retry`, undefined, { headers: { 'idempotency-key': id } });
    expect((await retry(owner.person.id)).body.code).toBe('booking_not_found');
    expect((await retry(booking.id)).status).toBe(202);
    const { body } = await ask('action=booking.');
    expect(body.items).toMatchObject([{ action: 'booking.retry', subject: { kind: 'booking', id: booking.id } }]);
  });
});

describe('the log as a file', () => {
  it('holds the lines that were asked for, harmless to a spreadsheet, and is a line itself', async () => {
    const answer = await owner.caller.get('/staff/audit.csv?action=subject.rename');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
    const lines = answer.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(21);
    expect(lines.filter((line) => line.includes(`,'=SUM(A1),`))).toHaveLength(1);
    const { body } = await ask('action=audit.export&limit=1');
    expect(body.items[0]).toMatchObject({ subject: { kind: 'list', id: 'audit' }, details: { rows: 20 } });
    expect(body.items[0]?.requestId).toBe(answer.headers.get('x-request-id'));
  });
});
