import type { TutorView } from '@stoa/contracts/http/tutors';

/** What the reader has chosen on a tutor's page: it stands in the address, so that it can be shared and survives a reload. */
export interface Choice {
  readonly subjectId: string;
  readonly minutes: number;
  readonly week: number;
}

const HOUR = 60;
const LAST_WEEK = 26;

/** Reads the address; what is missing or not offered becomes the tutor's usual: an hour, or the length nearest to it. */
export function choiceFrom(params: { get(name: string): string | null }, tutor: TutorView): Choice {
  const usual = [...tutor.durations].sort((a, b) => Math.abs(a - HOUR) - Math.abs(b - HOUR))[0] ?? HOUR;
  const minutes = Number(params.get('minutes'));
  const week = Number(params.get('week'));
  const subject = tutor.subjects.find((one) => one.id === params.get('subject')) ?? tutor.subjects[0];
  return {
    subjectId: subject?.id ?? '',
    minutes: tutor.durations.includes(minutes) ? minutes : usual,
    week: Number.isInteger(week) && week > 0 && week <= LAST_WEEK ? week : 0,
  };
}

export function searchFor(choice: Choice): string {
  const { subjectId, minutes, week } = choice;
  const params = new URLSearchParams({ subject: subjectId, minutes: String(minutes) });
  if (week > 0) params.set('week', String(week));
  return `?${params.toString()}`;
}

/** The confirm page of one slot. */
export function bookHref(tutorId: string, choice: Choice, startsAt: string): string {
  const params = new URLSearchParams({ subject: choice.subjectId, minutes: String(choice.minutes), at: startsAt });
  return `/tutors/${tutorId}/book?${params.toString()}`;
}
