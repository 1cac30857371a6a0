/** What the staff's lists and a person's page answer at the frozen moment, by the API's own presenters. */
import { AuditPage } from '@stoa/contracts/http/audit';
import { PeoplePage, StaffPersonView } from '@stoa/contracts/http/people';
import { StaffReviewPage } from '@stoa/contracts/http/reviews';
import { CataloguePage } from '@stoa/contracts/http/subjects';
import type { StaffRole } from '@stoa/domain/permissions';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@stoa/domain/policies';
import { presentAuditLine } from '../../api/presenters/audit';
import { presentPersonCard, presentStaffPerson } from '../../api/presenters/people';
import { presentReported } from '../../api/presenters/reviews';
import { instant } from '../../api/presenters/values';
import type { AuditLine } from '../../db/queries/audit';
import type { StaffPersonRow } from '../../db/queries/staffPeople';
import { demoId, STAFF, STUDENTS } from '../../scripts/demo/people';
import { SUBJECTS, subjectId, TUTORS } from '../../scripts/demo/tutors';
import { agreed } from './answers';
import { NOW, partyNamed, tutorNamed } from './people';
import { SAID } from './ratings';
import { stored } from './reviewAnswers';

const asOf = instant(NOW);
const page = <T>(items: readonly T[]) => ({ items: [...items], nextCursor: null, asOf });
const has = (text: string, q: string | null) => q === null || text.toLowerCase().includes(q.toLowerCase());

const tutorRows = TUTORS.slice(0, 7).map(
  (tutor, index): StaffPersonRow => ({
    ...{ id: demoId(2, index + 1), name: tutor.name, email: `${tutor.name.toLowerCase()}@stoa.example` },
    ...{ country: tutor.place[1], roles: ['tutor'], state: index === 4 ? 'unverified' : 'active' },
    createdAt: NOW - (3 + index * 11) * DAY_MS,
  }),
);
const PEOPLE: readonly StaffPersonRow[] = [...STUDENTS, ...STAFF]
  .map(
    ({ id, name, email, country, roles }, index): StaffPersonRow => ({
      ...{ id, name, email, country, roles, state: name === 'Ishaan' ? 'disabled' : 'active' },
      createdAt: NOW - (index * 17 + 1) * DAY_MS - 3 * HOUR_MS,
    }),
  )
  .concat(tutorRows)
  .sort((a, b) => b.createdAt - a.createdAt);

export function people(query: URLSearchParams): unknown {
  const [q, role, state] = [query.get('q'), query.get('role'), query.get('state')];
  const found = PEOPLE.filter((one) => has(`${one.name} ${one.email} ${one.id}`, q))
    .filter((one) => role === null || one.roles.some((held) => held === role))
    .filter((one) => state === null || one.state === state);
  return agreed(PeoplePage, page(found.slice(0, Number(query.get('limit') ?? 25)).map(presentPersonCard)));
}

type Told = Pick<AuditLine, 'action' | 'subjectKind' | 'subjectId' | 'subjectName' | 'reason' | 'details'> & {
  readonly by: string | null;
  readonly ago: number;
};
const about = (name: string) => {
  const { id } = partyNamed(name);
  return {
    subjectKind: TUTORS.some((one) => one.name === name) ? 'tutor' : 'person',
    subjectId: id,
    subjectName: name,
  };
};
const told = (by: string | null, [ago, action]: readonly [number, string], rest: Partial<Told> = {}): Told => ({
  ...{ by, ago, action, ...about('Robin'), reason: null, details: {} },
  ...rest,
});
const LINES: readonly Told[] = [
  told('Odile', [2 * MINUTE_MS, 'person.view']),
  told('Odile', [8 * MINUTE_MS, 'tutor.claim'], about('Aurelia')),
  told('Odile', [9 * MINUTE_MS, 'file.view'], { subjectKind: 'file', subjectId: demoId(13, 1), subjectName: null }),
  told('Sunniva', [40 * MINUTE_MS, 'person.impersonate'], {
    ...{ reason: 'They see no times of a tutor who has some.', details: { minutes: 30 } },
  }),
  told('Sunniva', [52 * MINUTE_MS, 'person.view'], { reason: null }),
  told('Piran', [3 * HOUR_MS, 'review.remove'], {
    ...{ subjectKind: 'review', subjectId: demoId(11, 4), subjectName: null, reason: 'It names a street.' },
    details: { rule: 'personal_data' },
  }),
  told('Piran', [5 * HOUR_MS, 'person.disable'], { ...about('Ishaan'), reason: 'Paid with cards that were not his.' }),
  told('Odile', [6 * DAY_MS, 'tutor.suspend'], {
    ...about('Dorian'),
    ...{ reason: 'Three students told of lessons that were not held.', details: { bookings: 'cancelled', lessons: 2 } },
  }),
  told(null, [7 * DAY_MS, 'tutor.hide'], { ...about('Dorian'), details: { strikes: 3 } }),
  told('Odile', [20 * DAY_MS, 'role.grant'], {
    ...about('Sunniva'),
    reason: 'Helps from this month on.',
    details: { role: 'support' },
  }),
];
const lines: readonly AuditLine[] = LINES.map(({ by, ago, ...line }, index) => ({
  ...line,
  seq: 214 - index,
  at: NOW - ago,
  actorId: by === null ? null : partyNamed(by).id,
  actorName: by,
  actingAs: STAFF.find(({ name }) => name === by)?.roles[0] ?? 'system',
  requestId: by === null ? null : `req-0000-${214 - index}`,
  hash: (index + 10).toString(16).padStart(2, '0').repeat(32),
}));

export function audit(query: URLSearchParams): unknown {
  const [action, subject] = [query.get('action') ?? '', query.get('subjectId')];
  const found = lines.filter((one) => one.action.startsWith(action) && (subject === null || one.subjectId === subject));
  return agreed(AuditPage, page(found.map(presentAuditLine)));
}

export function person(id: string): unknown {
  const row = PEOPLE.find((one) => one.id === id);
  if (!row) return null;
  const { zone } = partyNamed(row.name);
  const ofThem = lines.filter(({ subjectId: of }) => of === id);
  const device = (number: number, app: 'web' | 'admin', days: number) => ({
    ...{ id: demoId(17, number), app, startedAt: NOW - days * DAY_MS, lastSeenAt: NOW - number * 25 * MINUTE_MS },
  });
  const detail = {
    person: {
      ...{ ...row, zone, locale: 'en', avatarUrl: null },
      roles: row.roles.map((role) => ({ role, grantedAt: row.createdAt, grantedBy: null })),
      devices: [device(1, 'web', 4), device(2, 'web', 19)],
      bookings: { asStudent: 9, asTutor: 0 },
    },
    actor: { id: partyNamed('Odile').id, actingAs: 'owner' as const, holdsIt: true },
    subject: { id, roles: row.roles, disabled: row.state === 'disabled', erased: false, lastOf: [] },
    access: ofThem
      .filter(({ action }) => action.startsWith('person.'))
      .map(({ hash, at, actingAs, action, reason }) => ({
        seq: 1,
        hash,
        at,
        role: actingAs as StaffRole,
        action,
        reason,
      })),
    audit: ofThem,
  };
  return agreed(StaffPersonView, presentStaffPerson(detail, NOW));
}

const REPORTS: Readonly<Record<number, string>> = {
  1: 'It is about my microphone, not about the lesson.',
};
export function reviews(query: URLSearchParams): unknown {
  const isAll = query.get('group') === 'all';
  const found = SAID.map(stored).flatMap((review, index) => {
    const reason = REPORTS[index];
    const at = NOW - (index + 2) * HOUR_MS;
    const reports =
      reason === undefined
        ? []
        : [{ reporterId: tutorNamed('Aurelia').id, rule: 'not_about_lesson' as const, reason, at }];
    return isAll || reports.length > 0 ? [{ review, reports, since: reports[0]?.at ?? review.writtenAt }] : [];
  });
  return agreed(StaffReviewPage, page(found.map((one) => presentReported(one, NOW))));
}

export function catalogue(query: URLSearchParams): unknown {
  const offered = [...SUBJECTS].sort().map((name) => ({
    ...{ id: subjectId(name), name: String(name), retiredAt: null },
    tutors: TUTORS.filter(({ subjects }) => subjects.some(([taught]) => taught === name)).length,
  }));
  const latin = { id: demoId(3, 99), name: 'Latin', retiredAt: instant(NOW - 40 * DAY_MS), tutors: 1 };
  const all = [...offered, latin].map((one) => ({ ...one, slug: one.name.toLowerCase() }));
  const state = query.get('state');
  const found = all.filter(({ retiredAt }) => state === null || (retiredAt !== null) === (state === 'retired'));
  return agreed(CataloguePage, page(found.filter(({ name }) => has(name, query.get('q')))));
}
