/**
 * Demo people, tutors and their hours: `npm run seed`. May be run again: what is there stays as it is, only the demo
 * password follows the environment. `-- --large [n]` makes a large marketplace to measure, elsewhere. With --print-logins the logins by role go to standard output as JSON.
 */
import { hash } from '@node-rs/argon2';
import type { PartialModelObject } from 'objection';
import { readConfig } from '../config';
import { SubjectModel, TutorLanguageModel, TutorModel, TutorSubjectModel, WeeklyWindowModel } from '../db/models/tutor';
import { connectPostgres, inTransaction, type Trx } from '../db/postgres';
import { demoId, STAFF, STUDENTS, type DemoPerson } from './demo/people';
import { seedLarge } from './seed/large';
import { languagesOf, SUBJECTS, subjectId, TUTORS, type DemoTutor } from './demo/tutors';

/** Before anything that a town's clock can say. Tutors are a minute apart: the order of their list. */
const BEGINNING = Date.parse('2026-01-05T09:00:00Z');
const LOGIN_ROLES = ['student', 'tutor', 'support', 'admin', 'owner'] as const;

function demoPassword(): string {
  const password = process.env['STOA_DEMO_PASSWORD'];
  if (!password || password.length < 8)
    throw new Error('STOA_DEMO_PASSWORD is not set, or shorter than 8 characters: demo people need one to sign in');
  return password;
}

async function seedPerson(trx: Trx, person: DemoPerson, passwordHash: string): Promise<void> {
  await trx('people')
    .insert({
      id: person.id,
      email: person.email,
      display_name: person.name,
      zone: person.zone,
      country: person.country,
      password_hash: passwordHash,
      created_at: new Date(BEGINNING),
      email_verified_at: new Date(BEGINNING),
    })
    .onConflict('id')
    .merge(['password_hash']);
  const roles = person.roles.map((role) => ({ person_id: person.id, role, granted_at: new Date(BEGINNING) }));
  await trx('person_roles').insert(roles).onConflict().ignore();
}

function asPerson(tutor: DemoTutor, number: number): DemoPerson {
  return {
    id: demoId(2, number),
    email: number === 1 ? 'tutor@stoa.example' : `${tutor.name.toLowerCase()}@tutors.stoa.example`,
    name: tutor.name,
    zone: tutor.place[0],
    country: tutor.place[1],
    roles: ['tutor'],
  };
}

function profile(tutor: DemoTutor, number: number): PartialModelObject<TutorModel> {
  const since = new Date(BEGINNING + number * 60_000);
  return {
    personId: demoId(2, number),
    headline: tutor.headline,
    description: tutor.description.join('\n\n'),
    rateMinor: tutor.rate[0],
    currency: tutor.rate[1],
    cancellationPreset: tutor.preset,
    instantBooking: tutor.instant,
    durations: [...tutor.durations],
    zone: tutor.place[0],
    slotStepMinutes: tutor.stepMinutes ?? 30,
    bufferMinutes: tutor.bufferMinutes ?? 0,
    approval: 'approved',
    payoutsEnabled: true,
    meetingUrl: `https://meet.stoa.example/${tutor.name.toLowerCase()}`,
    createdAt: since,
    updatedAt: since,
  };
}

function windows(tutor: DemoTutor, tutorId: string): PartialModelObject<WeeklyWindowModel>[] {
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    (weekday < 6 ? tutor.weekdays : tutor.weekend).map(([startsLocal, endsLocal]) => ({
      tutorId,
      weekday,
      startsLocal,
      endsLocal,
    })),
  );
}

/** Subjects and hours only beside a new profile: a tutor who changed them keeps the change. */
async function seedTutor(trx: Trx, tutor: DemoTutor, number: number): Promise<void> {
  const tutorId = demoId(2, number);
  if (await TutorModel.query(trx).findById(tutorId)) return;
  await TutorModel.query(trx).insert(profile(tutor, number));
  await TutorLanguageModel.query(trx).insert(
    languagesOf(tutor).map((one, index) => ({ ...one, tutorId, position: index + 1 })),
  );
  await TutorSubjectModel.query(trx).insert(
    tutor.subjects.map(([name, rate], position) => ({
      tutorId,
      subjectId: subjectId(name),
      rateMinor: rate ?? null,
      position,
    })),
  );
  await WeeklyWindowModel.query(trx).insert(windows(tutor, tutorId));
}

/** Puts the demo people into the caller's transaction. */
export async function seed(trx: Trx, passwordHash: string): Promise<void> {
  for (const name of SUBJECTS)
    await SubjectModel.query(trx)
      .insert({ id: subjectId(name), slug: name.toLowerCase(), name })
      .onConflict('id')
      .ignore();
  for (const person of [...STAFF, ...STUDENTS]) await seedPerson(trx, person, passwordHash);
  for (const [index, tutor] of TUTORS.entries()) {
    await seedPerson(trx, asPerson(tutor, index + 1), passwordHash);
    await seedTutor(trx, tutor, index + 1);
  }
}

/** `--large [n]`: n tutors, 10 000 unless said otherwise, in a database of their own beside the town's. */
async function large(tutors: number): Promise<void> {
  if (!Number.isInteger(tutors) || tutors < 1 || tutors > 200_000) throw new Error('--large takes 1 to 200000 tutors');
  const began = performance.now();
  const say = (text: string): void => console.error(`${((performance.now() - began) / 1_000).toFixed(0)} s: ${text}`);
  const url = await seedLarge(readConfig('migrate', process.env).DATABASE_OWNER_URL, { tutors, now: Date.now(), say });
  say(`done: the database ${new URL(url).pathname.slice(1)}`);
}

async function main(): Promise<void> {
  const at = process.argv.indexOf('--large');
  if (at >= 0) return large(Number(process.argv[at + 1] ?? 10_000));
  const password = demoPassword();
  const db = connectPostgres({
    url: readConfig('migrate', process.env).DATABASE_OWNER_URL,
    poolMax: 1,
    name: 'stoa-seed',
  });
  try {
    const passwordHash = await hash(password);
    await inTransaction(db, { lockMs: 5_000, statementMs: 10_000 }, (trx) => seed(trx, passwordHash));
  } finally {
    await db.destroy();
  }
  if (!process.argv.includes('--print-logins')) return;
  const logins = LOGIN_ROLES.map((role) => [role, { email: `${role}@stoa.example`, password }]);
  console.log(JSON.stringify(Object.fromEntries(logins)));
}

if (require.main === module)
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
