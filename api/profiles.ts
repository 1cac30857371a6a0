import type { ErrorCode } from '@stoa/domain/errors';
import type { FilePurpose } from '@stoa/domain/files';
import { canonicalJson } from '@stoa/domain/policies';
import {
  judgePrices,
  MATERIAL_FIELDS,
  PROFILE_LIMITS,
  SUBJECT_LEVELS,
  VIDEO_HOSTS,
  type MaterialItem,
  type ProfileChanges,
  type ProfileField,
  type ProfileValues,
} from '@stoa/domain/tutorProfile';
import { attachFile, deleteFiles } from '../db/queries/files';
import { addToOutbox, materialChanged } from '../db/queries/outbox';
import { changeCertificates, writeProfile, type NewCertificate } from '../db/queries/profileEdits';
import { subjectsNotOffered } from '../db/queries/subjects';
import { liveBookingsOf, lockProfile, type OwnProfile } from '../db/queries/tutorProfiles';
import { inTransaction, type Trx } from '../db/postgres';
import { newId } from '../platform/ids';
import type { House } from './house';
import { presentOwnProfile } from './presenters/profile';
import { found, granted, Refusal } from './refusal';

/** Who saves, from which version, when (epoch ms on the house's clock). */
export interface Saving {
  readonly tutorId: string;
  readonly version: number;
  readonly now: number;
}

/** A value as the tutor may send it: what is only shown beside it does not make two of them differ. */
const BARE: { readonly [F in ProfileField]?: (value: ProfileValues[F]) => unknown } = {
  subjects: (list) =>
    list.map(({ subjectId, levels, rateMinor }) => ({
      subjectId,
      rateMinor,
      levels: SUBJECT_LEVELS.filter((one) => levels.includes(one)),
    })),
  education: (list) =>
    list.map(({ institution, degree, field, startYear, endYear, fileId }) => ({
      institution,
      degree,
      field,
      startYear,
      endYear,
      fileId,
    })),
};
function isSame<F extends ProfileField>(field: F, one: ProfileValues[F], other: ProfileValues[F] | undefined): boolean {
  const bare = BARE[field] ?? ((value) => value);
  return other === undefined || canonicalJson(bare(one)) === canonicalJson(bare(other));
}
const differing = (values: ProfileValues, changes: ProfileChanges): ProfileField[] =>
  (Object.keys(changes) as ProfileField[]).filter((field) => !isSame(field, values[field], changes[field]));

/** @throws Refusal `profile_changed`, with the fields that differ and the profile as it is now */
function refuseStale(profile: OwnProfile, fields: readonly string[], { version, now }: Saving): void {
  if (profile.version === version) return;
  throw new Refusal('profile_changed', { details: { fields, profile: presentOwnProfile(profile, now) } });
}

function refuseField(field: string, message: string): never {
  throw new Refusal('request_invalid', { fields: [{ path: `body.${field}`, message }] });
}

/** @throws Refusal for an address that is not https, or that smuggles a name, a password or a port */
function plainAddress(text: string, code: ErrorCode, field: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url?.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  if (url && plain) return url;
  if (code === 'request_invalid') refuseField(field, 'is an https address');
  throw new Refusal(code, { details: { hosts: VIDEO_HOSTS.join(', ') } });
}

function checkAddresses({ videoUrl, meetingUrl }: ProfileChanges): void {
  if (meetingUrl) plainAddress(meetingUrl, 'request_invalid', 'meetingUrl');
  if (!videoUrl) return;
  const { hostname } = plainAddress(videoUrl, 'video_link_refused', 'videoUrl');
  if (!(VIDEO_HOSTS as readonly string[]).includes(hostname))
    throw new Refusal('video_link_refused', { details: { hosts: VIDEO_HOSTS.join(', ') } });
}

/** @throws Refusal `file_not_found` for anything but free files of the tutor's that are ready and meant for this */
async function swapFiles(
  trx: Trx,
  { ownerId, purpose }: { ownerId: string; purpose: FilePurpose },
  { before, after }: { before: readonly (string | null)[]; after: readonly (string | null)[] },
): Promise<void> {
  const at = Date.now();
  const added = after.filter((id): id is string => id !== null && !before.includes(id));
  if (new Set(added).size !== added.length) throw new Refusal('file_not_found');
  for (const fileId of added)
    if (!(await attachFile(trx, { fileId, ownerId, purpose }, at))) throw new Refusal('file_not_found');
  const removed = before.filter((id): id is string => id !== null && !after.includes(id));
  await deleteFiles(trx, removed, at);
}

async function swapAll(trx: Trx, { tutorId, values }: OwnProfile, changes: ProfileChanges): Promise<void> {
  const { photoFileId, education } = changes;
  if (photoFileId !== undefined)
    await swapFiles(
      trx,
      { ownerId: tutorId, purpose: 'tutor_photo' },
      { before: [values.photoFileId], after: [photoFileId] },
    );
  if (!education) return;
  const filesOf = (list: ProfileValues['education']) => list.map(({ fileId }) => fileId);
  const after = filesOf(education).filter((id) => id !== null);
  if (new Set(after).size !== after.length) throw new Refusal('file_not_found');
  await swapFiles(trx, { ownerId: tutorId, purpose: 'education' }, { before: filesOf(values.education), after });
}

async function judge(trx: Trx, profile: OwnProfile, changes: ProfileChanges): Promise<void> {
  checkAddresses(changes);
  const { durationsMinutes, tutorId, values } = profile;
  const subjectIds = changes.subjects?.map(({ subjectId }) => subjectId) ?? [];
  if ((await subjectsNotOffered(trx, { tutorId, subjectIds })).length > 0)
    refuseField('subjects', 'names a subject that is not offered');
  granted(judgePrices(values, changes, { durationsMinutes, liveBookings: await liveBookingsOf(trx, tutorId) }));
}

/**
 * Saves some fields of a profile. The same save sent again, from whatever version, changes nothing.
 * @throws Refusal `tutor_not_found` · `profile_changed` · why a field is not taken; then nothing was changed
 */
export async function saveProfile(house: House, saving: Saving, changes: ProfileChanges): Promise<OwnProfile> {
  const { tutorId, now } = saving;
  return inTransaction(house.db, {}, async (trx) => {
    const before = found(await lockProfile(trx, tutorId), 'tutor_not_found');
    const fields = differing(before.values, changes);
    if (fields.length === 0) return before;
    refuseStale(before, fields, saving);
    const real = Object.fromEntries(fields.map((field) => [field, changes[field]])) as ProfileChanges;
    await judge(trx, before, real);
    await swapAll(trx, before, real);
    await writeProfile(trx, { tutorId, changes: real, at: now, newId });
    const after = found(await lockProfile(trx, tutorId), 'tutor_not_found');
    await tellReviewers(
      trx,
      after,
      fields.flatMap((field) => MATERIAL_FIELDS[field] ?? []),
    );
    return after;
  });
}

/**
 * Puts a certificate into a profile, in the place of another where one is named, or takes one out.
 * @throws Refusal `tutor_not_found` · `profile_changed` · `certificate_not_found` · `certificates_full` · `file_not_found`
 */
export async function saveCertificate(
  house: House,
  saving: Saving,
  { remove, add }: { readonly remove: string | null; readonly add: Omit<NewCertificate, 'id'> | null },
): Promise<OwnProfile> {
  const { tutorId, now } = saving;
  return inTransaction(house.db, {}, async (trx) => {
    const before = found(await lockProfile(trx, tutorId), 'tutor_not_found');
    refuseStale(before, ['certificates'], saving);
    const gone = before.certificates.filter(({ id }) => id === remove);
    if (remove !== null && gone.length === 0) throw new Refusal('certificate_not_found');
    if (add && before.certificates.length - gone.length >= PROFILE_LIMITS.certificates)
      throw new Refusal('certificates_full', { details: { most: PROFILE_LIMITS.certificates } });
    await changeCertificates(trx, tutorId, { remove, add: add && { ...add, id: newId() }, at: now });
    await swapFiles(
      trx,
      { ownerId: tutorId, purpose: 'certificate' },
      { before: gone.map(({ fileId }) => fileId), after: add ? [add.fileId] : [] },
    );
    const after = found(await lockProfile(trx, tutorId), 'tutor_not_found');
    await tellReviewers(trx, after, ['certificates']);
    return after;
  });
}

/** What people have judged is looked at again when it changes; the tutor stays listed meanwhile (domain page, section 6). */
async function tellReviewers(
  trx: Trx,
  { tutorId, approval, version }: OwnProfile,
  items: readonly MaterialItem[],
): Promise<void> {
  if (approval !== 'approved') return;
  await addToOutbox(
    trx,
    items.map((item) => materialChanged(tutorId, item, version)),
  );
}
