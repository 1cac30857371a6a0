import { hash } from '@node-rs/argon2';
import type { Db } from '../../db/postgres';
import { buildSubject, buildTutor, type BuiltTutor } from '../factories/tutors';
import { buildStudent } from '../factories/people';
import { Person, type Login } from '../harness/person';

const PASSWORD = 'a long enough password for a bench';
/** the domain's limit of holds per student */
const HOLDS_PER_STUDENT = 3;
const ALWAYS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts_local: '00:00', ends_local: '23:30' }));

export interface BenchWorld {
  readonly students: readonly Person[];
  readonly tutors: readonly BuiltTutor[];
  /** with which the first of the students signs in */
  readonly login: Login;
}

/** Enough people for `bookings` holds that never meet each other. */
export async function buildBenchWorld(db: Db, api: string, bookings: number): Promise<BenchWorld> {
  const subjectId = await buildSubject(db, 'Bench');
  const tutors: BuiltTutor[] = [];
  for (let i = 0; i < 30; i++)
    tutors.push(await buildTutor(db, { subjectId, name: `Tutor ${i}`, zone: 'Europe/London', windows: ALWAYS }));
  const passwordHash = await hash(PASSWORD);
  const logins: Login[] = [];
  for (let i = 0; i < Math.ceil(bookings / HOLDS_PER_STUDENT); i++) {
    const { email } = await buildStudent(db, { passwordHash });
    logins.push({ email, password: PASSWORD });
  }
  const students: Person[] = [];
  for (const login of logins) students.push(await Person.signIn(api, login));
  return { students, tutors, login: logins[0]! };
}

const HOUR_MS = 3_600_000;

/**
 * The k-th wish: no two share a tutor's time, all lie within the horizon, and a student comes back only after everybody
 * else had a turn: who asks at the same moment is not one person.
 */
export function wishOf({ students, tutors }: BenchWorld, k: number) {
  const tutor = tutors[k % tutors.length]!;
  const round = Math.floor(k / tutors.length);
  const day = Math.ceil(Date.now() / (24 * HOUR_MS)) * 24 * HOUR_MS;
  return {
    student: students[k % students.length]!,
    wish: {
      tutorId: tutor.id,
      subjectId: tutor.subjectId,
      startsAt: new Date(day + (72 + round) * HOUR_MS).toISOString(),
      durationMinutes: 30,
    },
  };
}
