import type { OwnProfileView } from '@stoa/contracts/http/profile';
import type { ProfileChanges } from './asks';

export type ProfileField = keyof ProfileChanges;
/** Every field as it is sent. */
export type ProfileValues = Required<ProfileChanges>;

/** The saved profile in the shape in which its fields are sent. */
export function valuesOf(profile: OwnProfileView): ProfileValues {
  const { headline, description, videoUrl, languages, trial, cancellation, instantBooking, meetingUrl } = profile;
  return {
    ...{ headline, description, videoUrl, languages, trial, cancellation, instantBooking, meetingUrl },
    subjects: profile.subjects.map(({ subjectId, levels, hourlyRateMinor }) => ({
      subjectId,
      levels,
      hourlyRateMinor,
    })),
    // the contract lists the currencies, the saved one is among them
    hourlyRate: profile.hourlyRate as ProfileValues['hourlyRate'],
    photoFileId: profile.photo?.fileId ?? null,
    education: profile.education.map(({ document, ...rest }) => ({ ...rest, fileId: document?.fileId ?? null })),
  };
}

const text = (value: unknown): string => JSON.stringify(value) ?? '';

/** Of some changes: those that say something else than what is saved. */
export function fieldsChanged(changes: ProfileChanges, saved: ProfileValues): ProfileField[] {
  return (Object.keys(changes) as ProfileField[]).filter((field) => text(changes[field]) !== text(saved[field]));
}

/** Whether somebody else changed one of these fields between two versions; what they did to others is no conflict. */
export function areTouched(fields: readonly ProfileField[], before: ProfileValues, now: ProfileValues): boolean {
  return fields.some((field) => text(before[field]) !== text(now[field]));
}
