import type { OwnProfileView } from '@stoa/contracts/http/profile';
import { checklistFor } from '@stoa/domain/tutorChecklist';
import type { Education } from '@stoa/domain/tutorProfile';
import type { OwnProfile } from '../../db/queries/tutorProfiles';
import { presentPictures } from './files';
import { amount, instant } from './values';

function checklist({
  values,
  certificates,
  weeklyWindows,
  emailVerified,
  country,
}: OwnProfile): OwnProfileView['checklist'] {
  const { subjects, hourlyRate } = values;
  return checklistFor({
    hasPhoto: values.photoFileId !== null,
    headlineLength: values.headline.trim().length,
    descriptionLength: [...values.description.trim()].length,
    pricedSubjects: subjects.filter(({ rateMinor }) => (rateMinor ?? hourlyRate.amountMinor) > 0).length,
    languages: values.languages.length,
    educations: values.education.length,
    certificates: certificates.length,
    weeklyWindows,
    emailVerified,
    country,
  });
}

const document = (fileId: string | null, name: string | null) =>
  fileId === null ? null : { fileId, name: name ?? '' };
export const presentEducation = ({ institution, degree, field, startYear, endYear }: Education) => ({
  institution,
  degree,
  field,
  startYear,
  endYear,
});

/** A profile to the tutor whose it is: everything, and what it still needs. */
export function presentOwnProfile(profile: OwnProfile, now: number): OwnProfileView {
  const { version, approval, values, photoKey, certificates } = profile;
  const { headline, description, videoUrl, trial, cancellation, instantBooking, meetingUrl, photoFileId } = values;
  return {
    ...{ version, approval, headline, description, videoUrl, cancellation, instantBooking, meetingUrl },
    trial: trial && { ...trial },
    languages: values.languages.map((one) => ({ ...one })),
    subjects: values.subjects.map(({ subjectId, name, levels, rateMinor }) => ({
      ...{ subjectId, name, levels: [...levels] },
      hourlyRateMinor: rateMinor,
    })),
    hourlyRate: amount(values.hourlyRate),
    photo:
      photoFileId === null || photoKey === null
        ? null
        : { fileId: photoFileId, pictures: presentPictures({ purpose: 'tutor_photo', storageKey: photoKey }) },
    education: values.education.map((one) => ({
      ...presentEducation(one),
      document: document(one.fileId, one.fileName),
    })),
    certificates: certificates.map(({ fileId, fileName, ...rest }) => ({
      ...rest,
      document: { fileId, name: fileName },
    })),
    checklist: checklist(profile),
    asOf: instant(now),
  };
}
