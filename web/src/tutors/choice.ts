import type { TutorView } from '@stoa/contracts/http/tutors';

/** What the reader has chosen on a tutor's page: it stands in the address, so that it can be shared and survives a reload. */
export interface Choice {
  readonly subjectId: string;
  readonly minutes: number;
  /** the trial lesson, whose length `minutes` then is */
  readonly trial: boolean;
  readonly week: number;
}

const HOUR = 60;
const LAST_WEEK = 26;

type Params = { get(name: string): string | null };

/** The trial where it is asked for and offered, else the length asked for, else an hour or the length nearest to it. */
function lengthFrom(params: Params, { trial, durations }: TutorView): Pick<Choice, 'minutes' | 'trial'> {
  if (trial && params.get('trial') === 'true') return { minutes: trial.durationMinutes, trial: true };
  const usual = [...durations].sort((a, b) => Math.abs(a - HOUR) - Math.abs(b - HOUR))[0] ?? HOUR;
  const minutes = Number(params.get('minutes'));
  return { minutes: durations.includes(minutes) ? minutes : usual, trial: false };
}

/** Reads the address; what is missing or not offered becomes the tutor's usual. */
export function choiceFrom(params: Params, tutor: TutorView): Choice {
  const week = Number(params.get('week'));
  const subject = tutor.subjects.find((one) => one.id === params.get('subject')) ?? tutor.subjects[0];
  return {
    subjectId: subject?.id ?? '',
    ...lengthFrom(params, tutor),
    week: Number.isInteger(week) && week > 0 && week <= LAST_WEEK ? week : 0,
  };
}

export function searchFor(choice: Choice): string {
  const { subjectId, minutes, trial, week } = choice;
  const params = new URLSearchParams({ subject: subjectId, minutes: String(minutes) });
  if (trial) params.set('trial', 'true');
  if (week > 0) params.set('week', String(week));
  return `?${params.toString()}`;
}

/** The confirm page of one slot. */
export function bookHref(tutorId: string, choice: Choice, startsAt: string): string {
  const params = new URLSearchParams({ subject: choice.subjectId, minutes: String(choice.minutes), at: startsAt });
  if (choice.trial) params.set('trial', 'true');
  return `/tutors/${tutorId}/book?${params.toString()}`;
}
