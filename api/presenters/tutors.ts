import type { TutorCard, TutorView } from '@stoa/contracts/http/tutors';
import { money } from '@stoa/domain/money';
import { CANCELLATION_PRESETS } from '@stoa/domain/policies';
import { priceFor, startingRate } from '@stoa/domain/pricing';
import { isCertificateShown } from '@stoa/domain/tutorDeadlines';
import type { ListedTutor, TutorProfile } from '../../db/queries/tutors';
import { presentPictures } from './files';
import { amount, instant, minor } from './values';

const photoOf = (key: string) => presentPictures({ purpose: 'tutor_photo', storageKey: key });

/** The face beside a name: the smallest picture of the profile's photo, and without one the account's. */
const faceOf = ({ photoKey, avatarUrl }: ListedTutor): string | null =>
  (photoKey === null ? undefined : photoOf(photoKey)[0]?.url) ?? avatarUrl;

export function presentTutorCard(tutor: ListedTutor): TutorCard {
  const { rateMinor, varies } = startingRate(tutor.rateMinor, tutor.subjects);
  return {
    id: tutor.id,
    name: tutor.name,
    headline: tutor.headline,
    subjects: tutor.subjects.map(({ id, name }) => ({ id, name })),
    zone: tutor.zone,
    hourlyRate: minor(rateMinor, tutor.currency),
    rateVaries: varies,
    instantBooking: tutor.instantBooking,
    avatarUrl: faceOf(tutor),
    languages: tutor.languages.map((one) => ({ ...one })),
  };
}

/** What a lesson of each length costs at the lowest of their rates; a length too cheap for a card is left out. */
function prices({ rateMinor: own, subjects, currency, durationsMinutes }: TutorProfile): TutorView['prices'] {
  const { rateMinor } = startingRate(own, subjects);
  return durationsMinutes.flatMap((durationMinutes) => {
    const price = priceFor(money(rateMinor, currency), durationMinutes);
    return price.ok ? [{ durationMinutes, price: amount(price.value) }] : [];
  });
}

export function presentTutor(tutor: TutorProfile, now: number): TutorView {
  const { preset, rows, laterShareBps } = CANCELLATION_PRESETS[tutor.cancellationPreset];
  return {
    ...presentTutorCard(tutor),
    subjects: tutor.subjects.map(({ id, name, levels, rateMinor }) => ({
      ...{ id, name, levels: [...levels] },
      hourlyRate: minor(rateMinor, tutor.currency),
    })),
    photo: tutor.photoKey === null ? [] : photoOf(tutor.photoKey),
    videoUrl: tutor.videoUrl,
    trial: tutor.trial && {
      price: minor(tutor.trial.priceMinor, tutor.currency),
      durationMinutes: tutor.trial.minutes,
    },
    education: tutor.education.map((one) => ({ ...one })),
    certificates: tutor.certificates
      .filter((one) => isCertificateShown(one, now))
      .map(({ title, issuer, checkedAt }) => ({ title, issuer, checkedOn: instant(checkedAt) })),
    description: tutor.description,
    durations: [...tutor.durationsMinutes],
    minimumNoticeMinutes: tutor.noticeMinutes,
    horizonDays: tutor.horizonDays,
    cancellation: { preset, rows: rows.map((row) => ({ ...row })), laterShareBps },
    prices: prices(tutor),
    asOf: instant(now),
  };
}
