'use client';

import type { TutorResult } from '@stoa/contracts/http/search';
import { languageText } from '@stoa/contracts/words/format';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { FavouriteButton } from '../saved/FavouriteButton';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/icons';
import { Bar } from '../ui/Skeleton';
import { CompareTick } from './CompareTick';
import type { Filters } from './filters';
import { NextTimes, NextTimesSkeleton } from './NextTimes';
import { Rating } from './Rating';
import classes from './ResultCard.module.css';
import { ResultPrice } from './ResultPrice';
import type { Times } from './times';
import { tutorHref } from './tutorHref';
import { WhyHere } from './WhyHere';

interface Props {
  readonly tutor: TutorResult;
  readonly times: Times;
  readonly filters: Filters;
  readonly asOf: string;
}

/** With whom, how much, and when first. */
export function ResultCard({ tutor, times, filters, asOf }: Props): ReactElement {
  const t = useTranslations('web.search');
  return (
    <li className={classes.card}>
      <Avatar name={tutor.name} url={tutor.avatarUrl} size={64} />
      <div className={classes.who}>
        <div className={classes.name}>
          <h3>
            <Link href={tutorHref(tutor.id, filters)} className={classes.link}>
              {tutor.name}
            </Link>
          </h3>
          <Rating rating={tutor.rating} />
        </div>
        <p className={classes.headline}>{tutor.headline}</p>
        <TutorFacts tutor={tutor} />
      </div>
      <ResultPrice price={tutor.price} minutes={filters.durationMinutes} />
      <NextTimes tutor={tutor} times={times} filters={filters} asOf={asOf} />
      <div className={classes.acts}>
        {tutor.instantBooking || tutor.trial ? (
          <span className={classes.offers}>
            {tutor.instantBooking ? (
              <span className={classes.instant}>
                <Icon name="bolt" size={15} />
                {t('instant')}
              </span>
            ) : null}
            {tutor.trial ? <span>{t('trial')}</span> : null}
          </span>
        ) : null}
        <WhyHere name={tutor.name} reasons={tutor.whyHere} />
        <CompareTick id={tutor.id} name={tutor.name} />
        <FavouriteButton tutor={tutor} />
      </div>
    </li>
  );
}

/** What they teach, and in which languages. */
export function TutorFacts({ tutor }: { readonly tutor: Pick<TutorResult, 'subjects' | 'languages'> }): ReactElement {
  const locale = useLocale();
  return (
    <p className={classes.facts}>
      {[
        tutor.subjects.map((subject) => subject.name).join(', '),
        tutor.languages.map(({ language }) => languageText(language, locale)).join(', '),
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  );
}

/** As high as the card that comes. */
export function ResultCardSkeleton(): ReactElement {
  return (
    <li className={classes.card} aria-hidden="true">
      <span className={classes.face} />
      <div className={classes.who}>
        <Bar chars={16} />
        <Bar chars={44} as="small" />
        <Bar chars={30} as="fine" />
      </div>
      <div className={classes.price}>
        <Bar chars={7} as="lead" />
        <Bar chars={6} as="fine" />
      </div>
      <NextTimesSkeleton />
      <div className={classes.acts}>
        <Bar chars={12} as="fine" />
      </div>
    </li>
  );
}
