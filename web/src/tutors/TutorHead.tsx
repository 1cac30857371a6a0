'use client';

import type { TutorView } from '@stoa/contracts/http/tutors';
import { timeText } from '@stoa/contracts/words/format';
import { placeOf } from '@stoa/contracts/words/zones';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { FavouriteButton } from '../saved/FavouriteButton';
import { TutorRating } from '../reviews/TutorRating';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/icons';
import { useReader } from '../ui/reader';
import classes from './TutorPage.module.css';

interface Props {
  readonly tutor: TutorView;
  /** the tutor's own look at it: nobody may be listed yet, so neither reviews nor favourites are asked for */
  readonly isPreview?: boolean;
}

export function TutorHead({ tutor, isPreview = false }: Props): ReactElement {
  const t = useTranslations('web.landing');
  const reader = useReader(tutor.asOf);
  const there = timeText(reader.now, { locale: reader.locale, zone: tutor.zone });
  return (
    <header className={classes.head}>
      <Avatar name={tutor.name} url={tutor.avatarUrl} size={80} />
      <div className={classes.who}>
        <h1>{tutor.name}</h1>
        <p>{tutor.headline}</p>
        <p className={classes.facts}>
          {isPreview ? null : <TutorRating tutorId={tutor.id} />}
          <span>{tutor.subjects.map((subject) => subject.name).join(', ')}</span>
          <span>{t('localTime', { time: there, place: placeOf(tutor.zone) })}</span>
          {tutor.instantBooking ? (
            <span className={classes.instant}>
              <Icon name="bolt" size={15} />
              {t('instant')}
            </span>
          ) : null}
        </p>
      </div>
      {isPreview ? null : <FavouriteButton tutor={tutor} />}
    </header>
  );
}
