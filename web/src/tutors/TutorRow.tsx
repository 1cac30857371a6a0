'use client';

import type { TutorCard } from '@stoa/contracts/http/tutors';
import { languageText, placeOf, timeText } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/icons';
import { Money } from '../ui/Money';
import { useReader } from '../ui/reader';
import { Bar } from '../ui/Skeleton';
import classes from './TutorRow.module.css';

/** Who, what, how much, and what time it is there. */
export function TutorRow({ tutor, asOf }: { readonly tutor: TutorCard; readonly asOf: string }): ReactElement {
  const t = useTranslations('web.landing');
  const reader = useReader(asOf);
  const there = timeText(reader.now, { locale: reader.locale, zone: tutor.zone });
  return (
    <li className={classes.row}>
      <Avatar name={tutor.name} url={tutor.avatarUrl} size={56} />
      <div className={classes.who}>
        <h3>
          <Link href={`/tutors/${tutor.id}`} className={classes.link}>
            {tutor.name}
          </Link>
        </h3>
        <p className={classes.headline}>{tutor.headline}</p>
        <p className={classes.facts}>
          {[
            tutor.subjects.map((subject) => subject.name).join(', '),
            tutor.languages.map(({ language }) => languageText(language, reader.locale)).join(', '),
            t('localTime', { time: there, place: placeOf(tutor.zone) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className={classes.price}>
        <p>
          <b>
            <Money amount={tutor.hourlyRate} />
          </b>{' '}
          <span className={classes.unit}>{t('perHour')}</span>
        </p>
        {tutor.instantBooking ? (
          <p className={classes.instant}>
            <Icon name="bolt" size={15} />
            {t('instant')}
          </p>
        ) : null}
      </div>
    </li>
  );
}

export function TutorRowSkeleton(): ReactElement {
  return (
    <li className={classes.row} aria-hidden="true">
      <span className={classes.face} />
      <div className={classes.who}>
        <Bar chars={16} />
        <Bar chars={44} as="small" />
        <Bar chars={30} as="fine" />
      </div>
      <div className={classes.price}>
        <Bar chars={9} />
      </div>
    </li>
  );
}
