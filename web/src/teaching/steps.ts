import type { OwnProfileView } from '@stoa/contracts/http/profile';

type Checklist = OwnProfileView['checklist'];
export type ChecklistItem = Checklist[number]['item'];
export const STEPS = ['about', 'prices', 'languages', 'proof', 'terms', 'place'] as const;
export type Step = (typeof STEPS)[number];

/** On which step, or on which other page, an item of the checklist is filled in. */
const WHERE: { readonly [I in ChecklistItem]: Step | 'account' } = {
  photo: 'about',
  name: 'account',
  headline: 'about',
  description: 'about',
  subjects: 'prices',
  languages: 'languages',
  education: 'proof',
  certificates: 'proof',
  hours: 'place',
  email_verified: 'account',
  payout_country: 'account',
};

export const stepHref = (step: Step): string => `/teaching/profile?step=${step}`;

/** Where a missing item is filled in. */
export function itemHref(item: ChecklistItem): string {
  if (item === 'hours') return '/teaching/hours';
  const where = WHERE[item];
  return where === 'account' ? '/account' : stepHref(where);
}

const on = (step: Step, checklist: Checklist): Checklist => checklist.filter(({ item }) => WHERE[item] === step);

/** Nothing that is required lacks, and something is there; terms have their defaults and are never unfinished. */
export function isStepDone(step: Step, checklist: Checklist): boolean {
  const here = on(step, checklist);
  return here.every(({ done, required }) => done || !required) && (here.length === 0 || here.some(({ done }) => done));
}

/** The step of the address; without one, the first that lacks something: whoever comes back goes on there. */
export function stepOf(asked: string | null, checklist: Checklist): Step {
  const named = STEPS.find((step) => step === asked);
  if (named) return named;
  return STEPS.find((step) => on(step, checklist).some(({ done, required }) => required && !done)) ?? 'about';
}
