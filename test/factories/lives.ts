import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/postgres';
import { buildBooking } from './bookings';
import { buildCertificate, buildDocument, buildPhoto } from './files';
import { buildStudent } from './people';
import { buildTutor } from './tutors';

/** A word that stands in everything a person has left with us, and nowhere else. */
export const TRACE = 'Quorvath';

const hex = (): string => randomUUID().replaceAll('-', '').repeat(2);
const AT = new Date('2026-01-02T00:00:00Z');
const SOON = new Date('2036-01-02T00:00:00Z');
const SECURED = Date.parse('2026-02-02T10:00:00Z');

async function leaveSignIns(owner: Db, person_id: string): Promise<void> {
  const [family, refresh] = [randomUUID(), hex()];
  const device = { user_agent: `${TRACE} browser`, network: '192.0.2.7', device_hash: hex() };
  await owner('sign_in_families').insert({
    id: family,
    person_id,
    app: 'web',
    created_at: AT,
    last_used_at: AT,
    ...device,
  });
  await owner('refresh_tokens').insert({ token_hash: refresh, family_id: family, issued_at: AT, expires_at: SOON });
  await owner('totp_secrets').insert({ person_id, sealed_secret: TRACE, created_at: AT });
  await owner('recovery_codes').insert({ person_id, code_hash: hex() });
  const google = { provider: 'google', subject: `${TRACE}-${person_id}`, email: `${TRACE}@google.example` };
  await owner('identities').insert({ ...google, person_id, linked_at: AT });
  const link = { id: randomUUID(), purpose: 'change_email', email: `${TRACE}@new.example`, token_hash: hex() };
  await owner('account_tokens').insert({ ...link, person_id, created_at: AT, expires_at: SOON });
  const key = { key: 'k', request_hash: 'h', response_body: { name: TRACE }, claimed_until: SOON, expires_at: SOON };
  await owner('idempotency_keys').insert({ person_id, ...key });
  await owner('consents').insert({ person_id, document: 'terms', version: '2026-01', given_at: AT });
}

async function leaveWords(
  owner: Db,
  booking_id: string,
  [author_id, about_id]: readonly [string, string],
): Promise<void> {
  const text = `${TRACE} wrote this`;
  await owner('booking_notes').insert({ booking_id, author_id, text, created_at: AT }).onConflict().ignore();
  await owner('booking_reasons').insert({ id: randomUUID(), booking_id, author_id, text, created_at: AT });
  const review = {
    id: randomUUID(),
    booking_id,
    author_id,
    about_id,
    stars: 4,
    text,
    written_at: AT,
    publishes_at: AT,
  };
  const tutors = (await owner('tutors').where({ person_id: author_id })).length > 0;
  await owner('reviews').insert({ ...review, of: tutors ? 'student' : 'tutor' });
}

/** Somebody with a sign-in, a second step, links, saved things and words about one lesson that is over and settled. */
export async function buildStudentLife(owner: Db) {
  const student = await buildStudent(owner, { name: `${TRACE} Student`, passwordHash: TRACE });
  await owner('people')
    .where({ id: student.id })
    .update({ email: `${TRACE}.${student.id}@people.example` });
  const over = { session: 'ENDED', outcome: 'COMPLETED', payment: 'CAPTURED', securedAt: SECURED } as const;
  const { booking, tutor } = await buildBooking(owner, over, { student });
  await leaveSignIns(owner, student.id);
  await leaveWords(owner, booking.id, [student.id, tutor.id]);
  await owner('favourites').insert({ person_id: student.id, tutor_id: tutor.id, created_at: AT });
  const search = { name: TRACE, number: 1, filters: {}, created_at: AT };
  await owner('saved_searches').insert({ person_id: student.id, ...search });
  return { person: student, booking, other: tutor };
}

/** A tutor with a page, papers, hours, a calendar and words about one lesson that is over and settled. */
export async function buildTutorLife(owner: Db) {
  const columns = { headline: TRACE, description: TRACE, video_url: `https://video.example/${TRACE}` };
  const tutor = await buildTutor(owner, {
    name: `${TRACE} Tutor`,
    columns: { ...columns, meeting_url: `https://meet.example/${TRACE}` },
  });
  await owner('people')
    .where({ id: tutor.id })
    .update({ email: `${TRACE}.${tutor.id}@people.example` });
  const over = { session: 'ENDED', outcome: 'COMPLETED', payment: 'CAPTURED', securedAt: SECURED } as const;
  const { booking, student } = await buildBooking(owner, over, { tutor });
  await leaveSignIns(owner, tutor.id);
  await leaveWords(owner, booking.id, [tutor.id, student.id]);
  await buildPhoto(owner, tutor.id);
  await buildCertificate(owner, tutor.id);
  await buildDocument(owner, tutor.id);
  await owner('files')
    .where({ owner_id: tutor.id })
    .update({ name: `${TRACE}.pdf` });
  await owner('tutor_certificates').where({ tutor_id: tutor.id }).update({ title: TRACE, issuer: TRACE });
  await owner('tutor_languages').insert({ tutor_id: tutor.id, language: 'en', level: 'C1', position: 1 });
  const study = { institution: TRACE, degree: TRACE, start_year: 2001, position: 1 };
  await owner('tutor_educations').insert({ id: randomUUID(), tutor_id: tutor.id, ...study });
  const away = { kind: 'blackout', starts_at: AT, ends_at: SOON, reason: TRACE };
  await owner('availability_exceptions').insert({ id: randomUUID(), tutor_id: tutor.id, ...away });
  const note = { id: randomUUID(), author_id: tutor.id, text: TRACE, created_at: AT };
  await owner('approval_notes').insert({ ...note, tutor_id: tutor.id });
  await owner('favourites').insert({ person_id: student.id, tutor_id: tutor.id, created_at: AT });
  return { person: tutor, booking, other: student };
}
