import type { TutorView } from '@stoa/contracts/http/tutors';
import { languageText, momentText, timeText } from '@stoa/contracts/words/format';
import { placeOf } from '@stoa/contracts/words/zones';
import type { en } from '@stoa/contracts/words/en';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { reviewQueries } from '../reviews/queries';
import { bookHref } from '../tutors/choice';
import { TermsSentence } from '../tutors/TermsSentence';
import { Money } from '../ui/Money';
import { usePlace, useReader } from '../ui/reader';
import { Bar } from '../ui/Skeleton';
import classes from './Comparison.module.css';
import { searchQueries } from './queries';
import { Rating } from './Rating';
import { StartingPrice } from './StartingPrice';

interface Criterion {
  readonly name: keyof typeof en.web.compare.criteria;
  readonly of: (tutor: TutorView) => ReactNode;
}

/** What tutors are set side by side by: when and how much first. */
export function useCriteria(tutors: readonly TutorView[], asOf: string): readonly Criterion[] {
  const t = useTranslations('web.compare');
  const minutes = useTranslations('web.search');
  const reader = useReader(asOf);
  const nextFree = useNextFree(tutors, asOf);
  const rating = useRatings(tutors);
  return [
    { name: 'nextFree', of: nextFree },
    {
      name: 'price',
      of: ({ prices, hourlyRate, rateVaries }) => (
        <ul className={classes.prices}>
          {prices.map(({ durationMinutes, price }) => (
            <li key={durationMinutes}>
              <StartingPrice amount={price} varies={rateVaries} home={hourlyRate.currency} />{' '}
              <span className="quiet">{minutes('perLesson', { n: String(durationMinutes) })}</span>
            </li>
          ))}
        </ul>
      ),
    },
    { name: 'rating', of: rating },
    { name: 'subjects', of: ({ subjects }) => subjects.map(({ name }) => name).join(', ') },
    {
      name: 'languages',
      of: ({ languages }) => languages.map(({ language }) => languageText(language, reader.locale)).join(', '),
    },
    { name: 'booking', of: ({ instantBooking }) => t(instantBooking ? 'instant' : 'answers') },
    {
      name: 'trial',
      of: ({ trial }) =>
        trial ? (
          <>
            <Money amount={trial.price} />{' '}
            <span className="quiet">{minutes('perLesson', { n: String(trial.durationMinutes) })}</span>
          </>
        ) : (
          <span className="quiet">{t('noTrial')}</span>
        ),
    },
    { name: 'cancelling', of: (tutor) => <TermsSentence tutor={tutor} /> },
    {
      name: 'time',
      of: ({ zone }) => `${timeText(reader.now, { locale: reader.locale, zone })} · ${placeOf(zone)}`,
    },
  ];
}

/** What the reviews of each come to. */
function useRatings(tutors: readonly TutorView[]): (tutor: TutorView) => ReactNode {
  const ratings = useQueries({ queries: tutors.map(({ id }) => reviewQueries.rating(id)) });
  const byId = new Map(tutors.map(({ id }, i) => [id, ratings[i]]));
  return function TheirRating({ id }) {
    const { data, isPending } = byId.get(id) ?? {};
    if (data === undefined) return isPending ? <Bar chars={10} as="small" /> : null;
    return <Rating rating={data.count === 0 ? null : { average: data.bayes, count: data.count }} />;
  };
}

/** The first time of each, one step from confirming. */
function useNextFree(tutors: readonly TutorView[], asOf: string): (tutor: TutorView) => ReactNode {
  const t = useTranslations('web.compare');
  const minutes = useTranslations('web.search');
  const { known } = usePlace();
  const reader = useReader(asOf);
  const tutorIds = tutors.map(({ id }) => id);
  const { data, isPending } = useQuery(searchQueries.nextTimes({ tutorIds, filters: {} }));
  const times = new Map(data?.items.map((one) => [one.tutorId, one]));
  return function NextFree({ id, subjects }) {
    if (isPending || !known) return <Bar chars={14} as="small" />;
    const one = times.get(id);
    const first = one?.starts[0];
    if (!one || !first) return t('notFree');
    const choice = { subjectId: subjects[0]?.id ?? '', minutes: one.durationMinutes, trial: false, week: 0 };
    return (
      <>
        <Link href={bookHref(id, choice, first)} prefetch={false} className={classes.strong}>
          {momentText(Date.parse(first), reader)}
        </Link>{' '}
        <span className="quiet">{minutes('minutes', { n: String(one.durationMinutes) })}</span>
      </>
    );
  };
}
