'use client';

import type { TutorView } from '@stoa/contracts/http/tutors';
import { placeOf, timeText } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { FavouriteButton } from '../saved/FavouriteButton';
import { TutorRating } from '../reviews/TutorRating';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/icons';
import { useReader } from '../ui/reader';
import classes from './TutorPage.module.css';

export function TutorHead({ tutor }: { readonly tutor: TutorView }): ReactElement {
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
          <TutorRating tutorId={tutor.id} />
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
      <FavouriteButton tutor={tutor} />
    </header>
  );
}
