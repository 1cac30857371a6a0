/** Who lives in the pictures: the demo people and tutors, seen at one frozen moment. */
import type { AvailabilityRules } from '@stoa/domain/availability';
import type { Party } from '../../db/queries/bookingViews';
import type { TutorProfile } from '../../db/queries/tutors';
import { demoId, STAFF, STUDENTS } from '../../scripts/demo/people';
import { languagesOf, subjectId, TUTORS, type DemoTutor } from '../../scripts/demo/tutors';

/** Tuesday 24 November 2026, 16:05 UTC: what every clock in the pictures says. */
export const NOW = Date.UTC(2026, 10, 24, 16, 5);
/** Robin's browser stands where Robin lives. */
export const ZONE = 'Europe/London';

const staffOrStudent = [...STAFF, ...STUDENTS];
const numberOf = (name: string): number => TUTORS.findIndex((tutor) => tutor.name === name) + 1;

/** @throws for a name that the demo does not know: a picture of nobody would hide a rename */
export function tutorNamed(name: string): DemoTutor & { readonly id: string } {
  const tutor = TUTORS[numberOf(name) - 1];
  if (!tutor) throw new Error(`the demo has no tutor ${name}`);
  return { ...tutor, id: demoId(2, numberOf(name)) };
}

export function partyNamed(name: string): Party {
  const person = staffOrStudent.find((one) => one.name === name);
  if (person) return { id: person.id, name, zone: person.zone, avatarUrl: null };
  const tutor = tutorNamed(name);
  return { id: tutor.id, name, zone: tutor.place[0], avatarUrl: null };
}

export const meetingUrlOf = (name: string): string => `https://meet.stoa.example/${name.toLowerCase()}`;

function profileOf(tutor: DemoTutor, index: number): TutorProfile {
  const [rateMinor, currency] = tutor.rate;
  return {
    id: demoId(2, index + 1),
    name: tutor.name,
    headline: tutor.headline,
    description: tutor.description.join('\n\n'),
    avatarUrl: null,
    languages: languagesOf(tutor),
    photoKey: null,
    videoUrl: null,
    trial: index % 2 === 0 ? { priceMinor: Math.round(rateMinor / 5), minutes: Math.min(...tutor.durations) } : null,
    education: [],
    certificates: [],
    zone: tutor.place[0],
    rateMinor,
    currency,
    instantBooking: tutor.instant,
    subjects: tutor.subjects.map(([name, rate]) => ({
      id: subjectId(name),
      name,
      levels: [],
      rateMinor: rate ?? rateMinor,
    })),
    createdAt: NOW,
    cancellationPreset: tutor.preset,
    durationsMinutes: tutor.durations,
    slotStepMinutes: tutor.stepMinutes ?? 30,
    noticeMinutes: 120,
    horizonDays: 60,
    bufferMinutes: tutor.bufferMinutes ?? 0,
    meetingUrl: meetingUrlOf(tutor.name),
    bookable: true,
  };
}

/** Of one of them everything is known that a profile can hold. */
const WHOLE: Readonly<Record<string, Partial<TutorProfile>>> = {
  Aurelia: {
    videoUrl: 'https://video.stoa.example/aurelia',
    education: [
      { institution: 'University of Lviv', degree: 'MSc', field: 'Mathematics', startYear: 2011, endYear: 2016 },
    ],
  },
};

export const PROFILES: readonly TutorProfile[] = TUTORS.map((tutor, index) => ({
  ...profileOf(tutor, index),
  ...WHOLE[tutor.name],
}));
export const profileWith = (id: string): TutorProfile | null => PROFILES.find((one) => one.id === id) ?? null;

/** The hours of a tutor as the slot engine reads them. */
export function rulesOf(profile: TutorProfile): AvailabilityRules {
  const tutor = tutorNamed(profile.name);
  const windows = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    (weekday < 6 ? tutor.weekdays : tutor.weekend).map(([start, end]) => ({ weekday, start, end })),
  );
  return {
    zone: profile.zone,
    windows,
    openings: [],
    blackouts: AWAY[profile.name] ?? [],
    durationsMinutes: profile.durationsMinutes,
    slotStepMinutes: profile.slotStepMinutes,
    noticeMinutes: profile.noticeMinutes,
    horizonDays: profile.horizonDays,
    bufferMinutes: profile.bufferMinutes,
    sessionsPerDay: null,
    minutesPerWeek: null,
  };
}

/** Aurelia is away in the second week of December: the week without a free time. */
const AWAY: Readonly<Record<string, AvailabilityRules['blackouts']>> = {
  Aurelia: [{ startsAt: Date.UTC(2026, 10, 30, 22), endsAt: Date.UTC(2026, 11, 9, 22) }],
};
