import type { OwnProfileView } from '@stoa/contracts/http/profile';
import { languageText, moneyText } from '@stoa/contracts/words/format';
import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { queries } from '../client/queries';
import { listed } from './names';
import { type ProfileField, type ProfileValues, valuesOf } from './profileFields';

interface Known {
  readonly locale: string;
  readonly subject: (id: string) => string;
  readonly currency: string;
}
type Say<F extends ProfileField> = (value: ProfileValues[F], known: Known) => string;
const plain = (value: string | null): string => value ?? '';

/** A value as it is shown beside another one. */
const SAY: { readonly [F in ProfileField]: Say<F> } = {
  headline: plain,
  description: plain,
  videoUrl: plain,
  meetingUrl: plain,
  photoFileId: (id) => (id === null ? '' : '1'),
  cancellation: plain,
  instantBooking: (is) => (is ? '✓' : ''),
  hourlyRate: (rate, { locale }) => moneyText(rate, locale),
  trial: (trial, { locale, currency }) =>
    trial === null ? '' : `${moneyText({ amountMinor: trial.priceMinor, currency }, locale)}, ${trial.minutes} min`,
  languages: (all, { locale }) =>
    listed(
      all.map(({ language, level }) => `${languageText(language, locale)} ${level}`),
      locale,
    ),
  subjects: (all, { locale, subject, currency }) =>
    listed(
      all.map(({ subjectId, hourlyRateMinor }) =>
        hourlyRateMinor === null
          ? subject(subjectId)
          : `${subject(subjectId)} (${moneyText({ amountMinor: hourlyRateMinor, currency }, locale)})`,
      ),
      locale,
    ),
  education: (all, { locale }) =>
    listed(
      all.map(({ institution, degree }) => `${degree}, ${institution}`),
      locale,
    ),
};

/** Says a field of these values, or of the profile itself. */
export function useFieldWords(profile: OwnProfileView): (field: ProfileField, values: ProfileValues | null) => string {
  const locale = useLocale();
  const subjects = useQuery(queries.subjects());
  const subject = (id: string) => subjects.data?.items.find((one) => one.id === id)?.name ?? '';
  const known: Known = { locale, subject, currency: profile.hourlyRate.currency };
  return (field, values) => {
    const say = SAY[field] as (value: unknown, known: Known) => string;
    return say((values ?? valuesOf(profile))[field], known);
  };
}
