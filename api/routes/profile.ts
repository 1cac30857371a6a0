import { CertificateBody, OwnProfileView, ProfileBody } from '@stoa/contracts/http/profile';
import { Id } from '@stoa/contracts/http/shared';
import { TutorView } from '@stoa/contracts/http/tutors';
import type { ProfileChanges } from '@stoa/domain/tutorProfile';
import { z } from 'zod';
import { findOwnProfile } from '../../db/queries/tutorProfiles';
import { findTutor } from '../../db/queries/tutors';
import { TUTORS } from '../access';
import { operation, type Operation } from '../operation';
import { presentOwnProfile } from '../presenters/profile';
import { presentTutor } from '../presenters/tutors';
import { saveCertificate, saveProfile } from '../profiles';
import { found } from '../refusal';
import { expectedVersion, IF_MATCH } from '../versions';

const tag = 'Tutor profile';

const getMyProfile = operation(
  {
    id: 'getMyProfile',
    method: 'get',
    path: '/me/tutor/profile',
    tag,
    summary: 'The own profile with its version, and what it still needs',
    answer: { status: 200, schema: OwnProfileView },
    errors: ['tutor_not_found'],
    access: TUTORS,
    rate: 'read',
  },
  async ({ me, now }, house) => presentOwnProfile(found(await findOwnProfile(house.db, me.id), 'tutor_not_found'), now),
);

function changesOf({ subjects, ...rest }: z.output<typeof ProfileBody>): ProfileChanges {
  const taught = subjects?.map(({ subjectId, levels, hourlyRateMinor }) => ({
    subjectId,
    levels: [...new Set(levels)],
    rateMinor: hourlyRateMinor,
  }));
  const given = Object.entries({ ...rest, subjects: taught }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

const updateMyProfile = operation(
  {
    id: 'updateMyProfile',
    method: 'patch',
    path: '/me/tutor/profile',
    tag,
    summary: 'Save some fields of the own profile; what was agreed for booked lessons stays',
    body: ProfileBody,
    headers: IF_MATCH,
    answer: { status: 200, schema: OwnProfileView },
    errors: [
      'tutor_not_found',
      'profile_changed',
      'file_not_found',
      'video_link_refused',
      'currency_change_refused',
      'amount_below_minimum',
    ],
    access: TUTORS,
    rate: 'write',
  },
  async ({ me, body, ctx, now }, house) => {
    const saving = { tutorId: me.id, version: expectedVersion(ctx), now };
    return presentOwnProfile(await saveProfile(house, saving, changesOf(body)), now);
  },
);

const addCertificate = operation(
  {
    id: 'addCertificate',
    method: 'post',
    path: '/me/tutor/profile/certificates',
    tag,
    summary: 'Put a certificate into the own profile, in the place of another where one is named',
    body: CertificateBody,
    headers: IF_MATCH,
    answer: { status: 201, schema: OwnProfileView },
    errors: ['tutor_not_found', 'profile_changed', 'file_not_found', 'certificate_not_found', 'certificates_full'],
    access: TUTORS,
    rate: 'write',
  },
  async ({ me, body: { replaces, ...add }, ctx, now }, house) => {
    const saving = { tutorId: me.id, version: expectedVersion(ctx), now };
    return presentOwnProfile(await saveCertificate(house, saving, { remove: replaces, add }), now);
  },
);

const removeCertificate = operation(
  {
    id: 'removeCertificate',
    method: 'delete',
    path: '/me/tutor/profile/certificates/{certificateId}',
    tag,
    summary: 'Take a certificate out of the own profile',
    params: z.strictObject({ certificateId: Id }),
    headers: IF_MATCH,
    answer: { status: 200, schema: OwnProfileView },
    errors: ['tutor_not_found', 'profile_changed', 'certificate_not_found'],
    access: TUTORS,
    rate: 'write',
  },
  async ({ me, params: { certificateId }, ctx, now }, house) => {
    const saving = { tutorId: me.id, version: expectedVersion(ctx), now };
    return presentOwnProfile(await saveCertificate(house, saving, { remove: certificateId, add: null }), now);
  },
);

const previewMyProfile = operation(
  {
    id: 'previewMyProfile',
    method: 'get',
    path: '/me/tutor/preview',
    tag,
    summary: 'The own page as students see it, or will once it is listed',
    answer: { status: 200, schema: TutorView },
    errors: ['tutor_not_found'],
    access: TUTORS,
    rate: 'read',
  },
  async ({ me, now }, house) => presentTutor(found(await findTutor(house.db, me.id), 'tutor_not_found'), now),
);

export const profileOperations: readonly Operation[] = [
  getMyProfile,
  updateMyProfile,
  addCertificate,
  removeCertificate,
  previewMyProfile,
];
