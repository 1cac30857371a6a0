import type { ReviewedProfileView } from '@stoa/contracts/http/reviewedProfile';
import type { z } from 'zod';
import type { OwnProfile, ProfileDocument } from '../../db/queries/tutorProfiles';
import { presentPictures } from './files';
import { presentEducation } from './profile';
import { minor } from './values';

/** A profile, its documents, and which of its certificates were found good before. */
export interface ReviewedProfile {
  readonly profile: OwnProfile;
  readonly documents: ReadonlyMap<string, ProfileDocument>;
  readonly approvedCertificates: ReadonlySet<string>;
}
type View = z.output<typeof ReviewedProfileView>;

/** A profile to whoever judges it, its documents by their ids: the file itself is asked for one by one. */
export function presentReviewedProfile({ profile, documents, approvedCertificates }: ReviewedProfile): View {
  const { values, photoKey, certificates } = profile;
  const { headline, description, videoUrl, hourlyRate } = values;
  return {
    ...{ headline, description, videoUrl },
    photo: photoKey === null ? [] : presentPictures({ purpose: 'tutor_photo', storageKey: photoKey }),
    languages: values.languages.map((one) => ({ ...one })),
    subjects: values.subjects.map(({ subjectId, name, levels, rateMinor }) => ({
      ...{ id: subjectId, name, levels: [...levels] },
      hourlyRate: minor(rateMinor ?? hourlyRate.amountMinor, hourlyRate.currency),
    })),
    education: values.education.map((one) => ({
      ...presentEducation(one),
      document: (one.fileId !== null && documents.get(one.fileId)) || null,
    })),
    certificates: certificates.flatMap(({ id, title, issuer, issuedOn, expiresOn, fileId }) => {
      const document = documents.get(fileId);
      const isNew = !approvedCertificates.has(id);
      return document ? [{ ...{ id, title, issuer, issuedOn, expiresOn, isNew }, document: { ...document } }] : [];
    }),
  };
}
