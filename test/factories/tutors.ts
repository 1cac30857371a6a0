import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/postgres';
import { buildPerson, type BuiltPerson } from './people';

export interface BuiltTutor extends BuiltPerson {
  readonly subjectId: string;
}

interface TutorChoices {
  readonly id?: string;
  readonly name?: string;
  readonly zone?: string;
  readonly subjectId?: string;
  /** columns of `tutors` that differ from a plain approved one */
  readonly columns?: Readonly<Record<string, unknown>>;
  /** weekly windows; default: every day from 08:00 to 20:00 */
  readonly windows?: readonly { weekday: number; starts_local: string; ends_local: string }[];
}

/** Inserts a subject. */
export async function buildSubject(owner: Db, name = 'Mathematics'): Promise<string> {
  const id = randomUUID();
  await owner('subjects').insert({ id, slug: `subject-${id.slice(0, 8)}`, name });
  return id;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts_local: '08:00', ends_local: '20:00' }));

/** Inserts an approved tutor with one subject and weekly windows. */
export async function buildTutor(owner: Db, choices: TutorChoices = {}): Promise<BuiltTutor> {
  const zone = choices.zone ?? 'Europe/Kyiv';
  const person = await buildPerson(owner, {
    name: choices.name ?? 'Marlo',
    roles: ['tutor'],
    zone,
    ...(choices.id === undefined ? {} : { id: choices.id }),
  });
  const subjectId = choices.subjectId ?? (await buildSubject(owner));
  const at = new Date('2026-01-01T00:00:00Z');
  await owner('tutors').insert({
    person_id: person.id,
    headline: 'Patient explanations',
    rate_minor: 3000,
    currency: 'EUR',
    durations: [30, 60, 90],
    zone,
    approval: 'approved',
    payouts_enabled: true,
    meeting_url: 'https://meet.example/room',
    created_at: at,
    updated_at: at,
    ...choices.columns,
  });
  await owner('tutor_subjects').insert({ tutor_id: person.id, subject_id: subjectId });
  const windows = choices.windows ?? EVERY_DAY;
  if (windows.length > 0)
    await owner('weekly_windows').insert(windows.map((window) => ({ ...window, tutor_id: person.id })));
  return { ...person, subjectId };
}
