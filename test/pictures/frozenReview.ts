/** Profiles that wait for a verdict, as the staff's queue and the page of each have them at the frozen moment. */
import { QueuePage, StaffApprovalView, SuspensionPreview } from '@stoa/contracts/http/approvals';
import { FileLinkView } from '@stoa/contracts/http/files';
import { money } from '@stoa/domain/money';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@stoa/domain/policies';
import type { Review, TutorApproval } from '@stoa/domain/tutor';
import { REVIEWED_ITEMS, type ReviewedItem, type TutorFacts } from '@stoa/domain/tutorChecklist';
import { presentQueued, presentStaffApproval, type StaffSees } from '../../api/presenters/staffApproval';
import { instant, minor } from '../../api/presenters/values';
import type { ApprovalLine } from '../../db/queries/approvalEvents';
import type { OwnProfile } from '../../db/queries/tutorProfiles';
import { demoId } from '../../scripts/demo/people';
import { agreed, readerNamed } from './answers';
import { BOOKINGS } from './bookings';
import { NOW, partyNamed, profileWith, tutorNamed } from './people';

const ODILE = partyNamed('Odile');
const PIRAN = partyNamed('Piran');
const all = (version: string) =>
  Object.fromEntries(REVIEWED_ITEMS.map((item) => [item, version])) as Record<ReviewedItem, string>;

interface Case {
  readonly kind: Review['kind'];
  readonly items: readonly ReviewedItem[];
  readonly waited: number;
  readonly escalated?: boolean;
  readonly claimedBy?: { readonly id: string; readonly name: string };
  readonly state: TutorApproval['state'];
}
/** The longest promised first. */
const CASES: Readonly<Record<string, Case>> = {
  Calla: {
    ...{ kind: 'application', items: ['photo', 'name', 'headline', 'description', 'subjects', 'languages'] },
    ...{ waited: 26 * HOUR_MS, escalated: true, state: 'pending_approval' },
  },
  Aurelia: {
    ...{ kind: 'recheck', items: ['photo', 'certificates'], waited: 20 * HOUR_MS },
    ...{ claimedBy: ODILE, state: 'approved' },
  },
  Dorian: { kind: 'appeal', items: [], waited: 9 * HOUR_MS, claimedBy: PIRAN, state: 'suspended' },
  Bram: {
    ...{
      kind: 'application',
      items: ['photo', 'name', 'headline', 'description', 'subjects', 'languages', 'education'],
    },
    ...{ waited: 5 * HOUR_MS, state: 'pending_approval' },
  },
};
const names = Object.keys(CASES);

function reviewOf(name: string): Review | null {
  const one = CASES[name];
  if (!one) return null;
  const submittedAt = NOW - one.waited;
  return {
    id: demoId(12, names.indexOf(name) + 1),
    ...{ kind: one.kind, items: one.items, submittedAt, promisedBy: submittedAt + DAY_MS },
    escalated: one.escalated ?? false,
    claim: one.claimedBy ? { by: one.claimedBy.id, until: NOW + 22 * MINUTE_MS } : null,
    excludedReviewerId: null,
  };
}

export function queue(query: URLSearchParams): unknown {
  const kind = query.get('kind');
  const late = query.get('late') === 'true';
  const items = names
    .map((name) => {
      const review = reviewOf(name)!;
      return {
        ...review,
        tutor: partyNamed(name),
        claimedBy: CASES[name]?.claimedBy ?? null,
        leaseUntil: review.claim?.until ?? null,
      };
    })
    .filter((one) => (kind === null || one.kind === kind) && (!late || one.promisedBy <= NOW))
    .filter(() => query.get('q') === null);
  const rows = items.map(({ claimedBy, ...one }) => ({
    ...one,
    claimedBy: claimedBy && { id: claimedBy.id, name: claimedBy.name },
  }));
  return agreed(QueuePage, { items: rows.map((row) => presentQueued(row, NOW)), nextCursor: null, asOf: instant(NOW) });
}

const file = (number: number, name: string, bytes: number) => ({
  ...{ fileId: demoId(13, number), name, bytes },
  mediaType: name.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg',
});
const DIPLOMA = file(1, 'diploma-lviv-2016.jpg', 412_000);
const OLD = file(2, 'teaching-licence.pdf', 188_000);
const NEW = file(3, 'cambridge-cpe.pdf', 96_000);
const DOCUMENTS = new Map([DIPLOMA, OLD, NEW].map((one) => [one.fileId, one]));

function ownProfile(name: string): OwnProfile {
  const { id } = tutorNamed(name);
  const profile = profileWith(id)!;
  const isWhole = name === 'Aurelia';
  const certificate = (title: string, { fileId, name: fileName }: typeof OLD, isOld: boolean) => ({
    ...{ id: demoId(14, isOld ? 1 : 2), title, issuer: isOld ? 'Ministry of Education' : 'Cambridge Assessment' },
    ...{ issuedOn: isOld ? '2017-09-01' : '2026-10-12', expiresOn: isOld ? '2026-11-20' : null, fileId, fileName },
  });
  return {
    ...{ tutorId: id, version: 7, approval: CASES[name]?.state ?? 'approved' },
    values: {
      ...{ headline: profile.headline, description: profile.description, videoUrl: profile.videoUrl },
      ...{ languages: profile.languages, trial: null, cancellation: 'standard', instantBooking: false },
      ...{ meetingUrl: null, photoFileId: demoId(13, 9) },
      subjects: profile.subjects.map(({ id: subjectId, name: subject, levels, rateMinor }) => ({
        ...{ subjectId, name: subject, levels, rateMinor },
      })),
      hourlyRate: money(profile.rateMinor, profile.currency),
      education: isWhole
        ? [
            {
              ...{ institution: 'University of Lviv', degree: 'Master of Science', field: 'Mathematics' },
              ...{ startYear: 2011, endYear: 2016, fileId: DIPLOMA.fileId, fileName: DIPLOMA.name },
            },
          ]
        : [],
    },
    photoKey: 'f'.repeat(64),
    certificates: isWhole ? [certificate('Licence to teach', OLD, true), certificate('English, C2', NEW, false)] : [],
    ...{ durationsMinutes: [50], weeklyWindows: 12, emailVerified: true, country: tutorNamed(name).place[1] },
  };
}

const line = (type: string, at: number, rest: Partial<ApprovalLine>): ApprovalLine => ({
  ...{ type, actor: 'tutor', at, actorName: null, from: 'incomplete', to: 'pending_approval', note: null, details: {} },
  ...rest,
});

function timelineOf(name: string): ApprovalLine[] {
  const review = reviewOf(name);
  const asked = review ? [line(review.kind === 'recheck' ? 'recheck' : 'submit', review.submittedAt, {})] : [];
  const claimed = review?.claim
    ? [line('claim', NOW - 8 * MINUTE_MS, { actor: name === 'Dorian' ? 'admin' : 'owner' })]
    : [];
  const before = line('approve', NOW - 90 * DAY_MS, { actor: 'admin', from: 'under_review', to: 'approved' });
  return [...claimed, ...asked, ...(review?.kind === 'application' ? [] : [before])];
}

const verdict = (item: ReviewedItem) => ({
  ...({ item, version: 'v1', verdict: 'approved', reason: null, note: null, at: NOW - 90 * DAY_MS } as const),
});

function factsOf(name: string): TutorFacts {
  const profile = ownProfile(name);
  const isKnown = CASES[name]?.kind !== 'application';
  return {
    ...{ tutorId: profile.tutorId, hasPhoto: true, headlineLength: 60, descriptionLength: 640, pricedSubjects: 2 },
    ...{ weeklyWindows: 12, emailVerified: true, country: profile.country, languages: profile.values.languages.length },
    ...{ educations: profile.values.education.length, certificates: profile.certificates.length },
    versions: { ...all('v1'), ...(name === 'Aurelia' && { photo: 'v2', certificates: 'v2' }) },
    approved: isKnown ? all('v1') : {},
  };
}

function seenOf(name: string, over: Partial<TutorApproval> = {}): StaffSees {
  const { id, place } = tutorNamed(name);
  const state = CASES[name]?.state ?? 'approved';
  const suspension =
    state === 'suspended' ? { id: demoId(15, 1), by: ODILE.id, appealed: true, liftProposedBy: null } : null;
  return {
    tutor: { ...{ tutorId: id, state, version: 4, review: reviewOf(name), rejection: null, suspension }, ...over },
    facts: factsOf(name),
    beside: {
      ...{ payoutsEnabled: state === 'approved', hiddenUntil: null, changedItems: [] },
      verdicts: name === 'Aurelia' ? [verdict('photo'), verdict('certificates')] : [],
      suspension: suspension && {
        ...{
          at: NOW - 6 * DAY_MS,
          bookings: 'cancelled',
          reason: 'Three students told of lessons that were not held.',
        },
      },
    },
    timeline: timelineOf(name),
    person: {
      ...partyNamed(name),
      ...{
        email: `${name.toLowerCase()}@stoa.example`,
        locale: 'en',
        currency: 'EUR',
        country: place[1],
        roles: ['tutor'],
      },
      ...{ emailVerified: true, disabledAt: null, erased: false },
    },
    reviewed: {
      ...{ profile: ownProfile(name), documents: DOCUMENTS },
      approvedCertificates: new Set([demoId(14, 1)]),
    },
    strikes:
      name === 'Dorian'
        ? [
            {
              ...{ id: demoId(16, 1), tutorId: id, bookingId: demoId(5, 3), cause: 'no_show', at: NOW - 8 * DAY_MS },
              ...{ expiresAt: NOW + 82 * DAY_MS, excused: false, excusedAt: null, excuse: null },
            },
          ]
        : [],
    colleagues: new Map([ODILE, PIRAN].map((one) => [one.id, one])),
  };
}

const nameOf = (tutorId: string): string | undefined =>
  [...names, 'Faro'].find((name) => tutorNamed(name).id === tutorId);

/** One tutor's page; `moved` is the same a moment later: the tutor changed a part, and it is decided or somebody else's. */
export function staffApproval(
  tutorId: string,
  over: Partial<TutorApproval> = {},
  changed: readonly ReviewedItem[] = [],
): unknown {
  const name = nameOf(tutorId);
  if (name === undefined) return null;
  const seen = seenOf(name, over);
  const versions = { ...seen.facts.versions, ...Object.fromEntries(changed.map((item) => [item, 'v3'])) };
  const { id } = readerNamed('Odile');
  return agreed(
    StaffApprovalView,
    presentStaffApproval(
      { ...seen, facts: { ...seen.facts, versions }, beside: { ...seen.beside, changedItems: changed } },
      { actor: 'owner', actorId: id, now: NOW },
    ),
  );
}

/** The address of a paper's content, which the frozen API draws. */
export function fileLink(fileId: string): unknown {
  return agreed(FileLinkView, {
    ...{
      url: `/api/v1/files/${fileId}/content?grant=frozen`,
      expiresAt: instant(NOW + 5 * MINUTE_MS),
      asOf: instant(NOW),
    },
  });
}

/** What suspending a tutor would touch. */
export function suspensionPreview(tutorId: string): unknown {
  const lessons = BOOKINGS.filter(
    ({ booking }) => booking.tutorId === tutorId && booking.startsAt > NOW && booking.session === 'SCHEDULED',
  ).map(({ booking, detail }) => ({
    ...{ bookingId: booking.id, code: detail.code, session: booking.session, startsAt: instant(booking.startsAt) },
    student: { id: detail.student.id, name: detail.student.name },
    returned: minor(booking.terms.price.amountMinor, booking.terms.price.currency),
  }));
  const sum = lessons.reduce((total, { returned }) => total + returned.amountMinor, 0);
  const currency = lessons[0]?.returned.currency;
  return agreed(SuspensionPreview, {
    ...{ version: 4, lessons, count: lessons.length, asOf: instant(NOW) },
    returned: currency ? [{ amountMinor: sum, currency }] : [],
  });
}
