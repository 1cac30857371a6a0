import type { Decision } from './errors';
import { POLICIES } from './policies';

/** What a profile needs, or may have; each is looked at on its own. */
export const CHECKLIST_ITEMS = [
  'photo',
  'name',
  'headline',
  'description',
  'subjects',
  'hours',
  'email_verified',
  'payout_country',
  'languages',
  'education',
  'certificates',
] as const;
export type ChecklistItem = (typeof CHECKLIST_ITEMS)[number];

/** What a person looks at; the rest is known without one. */
export const REVIEWED_ITEMS = [
  'photo',
  'name',
  'headline',
  'description',
  'subjects',
  'languages',
  'education',
  'certificates',
] as const satisfies readonly ChecklistItem[];
export type ReviewedItem = (typeof REVIEWED_ITEMS)[number];

/** Edits of these after the approval are looked at again, while the tutor stays listed (domain page, section 6). */
export const MATERIAL_ITEMS = ['photo', 'name', 'education', 'certificates'] as const satisfies readonly ReviewedItem[];

const OPTIONAL: readonly ChecklistItem[] = ['languages', 'education', 'certificates'];

/** Why an item is not good enough yet. `other` says it in a note. */
export const VERDICT_REASONS = [
  'unclear',
  'not_the_person',
  'contact_details',
  'not_true',
  'unreadable',
  'expired',
  'offensive',
  'incomplete',
  'other',
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];

/** What the checklist is made of: counts and lengths, nothing that names anybody. */
export interface TutorFacts {
  readonly tutorId: string;
  readonly hasPhoto: boolean;
  readonly headlineLength: number;
  readonly descriptionLength: number;
  /** subjects that have a price above zero, their own or the tutor's */
  readonly pricedSubjects: number;
  readonly weeklyWindows: number;
  readonly emailVerified: boolean;
  /** ISO 3166 alpha 2 */
  readonly country: string | null;
  readonly languages: number;
  readonly educations: number;
  readonly certificates: number;
  /** a short hash of each item's content: what was looked at, without what it says */
  readonly versions: Readonly<Record<ReviewedItem, string>>;
  /** the version of each item that a reviewer found good, the last time */
  readonly approved: Readonly<Partial<Record<ReviewedItem, string>>>;
}

/** One line of the checklist. */
export interface ChecklistLine {
  readonly item: ChecklistItem;
  readonly required: boolean;
  readonly done: boolean;
  /** how much there is and how much it takes, where that is a number */
  readonly has: number | null;
  readonly needs: number | null;
}

/** Whether payouts go to a country: a policy list, set at installation from the platform's own country. */
export function isPayoutCountry(country: string | null): boolean {
  return country !== null && (POLICIES.approval.payoutCountries as readonly string[]).includes(country);
}

/** The checklist of a tutor's profile. Source: domain page, section 6, "To submit". */
export function checklistFor(facts: Omit<TutorFacts, 'tutorId' | 'versions' | 'approved'>): ChecklistLine[] {
  const { descriptionMinCharacters } = POLICIES.approval;
  const counted: Readonly<Record<ChecklistItem, readonly [has: number | boolean, needs: number]>> = {
    photo: [facts.hasPhoto, 1],
    name: [true, 1],
    headline: [facts.headlineLength, 1],
    description: [facts.descriptionLength, descriptionMinCharacters],
    subjects: [facts.pricedSubjects, 1],
    hours: [facts.weeklyWindows, 1],
    email_verified: [facts.emailVerified, 1],
    payout_country: [isPayoutCountry(facts.country), 1],
    languages: [facts.languages, 1],
    education: [facts.educations, 1],
    certificates: [facts.certificates, 1],
  };
  return CHECKLIST_ITEMS.map((item) => {
    const [has, needs] = counted[item];
    const number = typeof has === 'number';
    const required = !OPTIONAL.includes(item);
    return { item, required, done: Number(has) >= needs, has: number ? has : null, needs: number ? needs : null };
  });
}

/** What is missing before a profile can be handed in; empty when nothing is. */
export function missingFor(facts: TutorFacts): ChecklistItem[] {
  return checklistFor(facts)
    .filter(({ required, done }) => required && !done)
    .map(({ item }) => item);
}

const isReviewed = (item: ChecklistItem): item is ReviewedItem => (REVIEWED_ITEMS as readonly string[]).includes(item);

/** What there is to look at: everything that is there and was not found good in this very version. */
export function itemsToReview(facts: TutorFacts): ReviewedItem[] {
  return checklistFor(facts)
    .filter(({ done }) => done)
    .map(({ item }) => item)
    .filter(isReviewed)
    .filter((item) => facts.approved[item] !== facts.versions[item]);
}

/** Of what was found wanting: what is still there as it was, and therefore must be changed before handing in again. */
export function unchangedSince(
  failed: Readonly<Partial<Record<ReviewedItem, string>>>,
  { versions }: Pick<TutorFacts, 'versions'>,
): ReviewedItem[] {
  return REVIEWED_ITEMS.filter((item) => failed[item] !== undefined && failed[item] === versions[item]);
}

/** A reviewer's word on one item, in the version they looked at. */
export interface ItemVerdict {
  readonly item: ReviewedItem;
  readonly version: string;
  readonly verdict: 'approved' | 'changes_needed';
  readonly reason: VerdictReason | null;
  /** names the free text of the reviewer, which stands in the store alone; null: none */
  readonly noteId: string | null;
}

/**
 * Whether verdicts answer what was asked: one for each item and no other, a reason for every change, a note where the
 * reason says nothing, and an end that follows from them.
 * @returns refusal `verdicts_incomplete` with the items that lack something
 */
export function checkVerdicts(
  items: readonly ReviewedItem[],
  verdicts: readonly ItemVerdict[],
  overall: 'approved' | 'rejected',
): Decision<null> {
  const wrong = items.filter((item) => {
    const given = verdicts.filter((verdict) => verdict.item === item);
    const [only] = given;
    if (given.length !== 1 || only === undefined) return true;
    if (only.verdict === 'approved') return only.reason !== null;
    return only.reason === null || (only.reason === 'other' && only.noteId === null);
  });
  const strangers = verdicts.filter(({ item }) => !items.includes(item)).map(({ item }) => item);
  const failing = verdicts.some(({ verdict }) => verdict === 'changes_needed');
  const named = [...wrong, ...strangers];
  if (named.length > 0) return { ok: false, code: 'verdicts_incomplete', details: { items: named.join(',') } };
  // the appeal against a suspension has no items: the answer is the whole of it
  if (items.length > 0 && failing !== (overall === 'rejected'))
    return { ok: false, code: 'verdicts_incomplete', details: { items: '', overall } };
  return { ok: true, value: null };
}
