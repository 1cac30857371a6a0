'use client';

import type { TutorView } from '@stoa/contracts/http/tutors';
import { dateText } from '@stoa/contracts/words/format';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Icon } from '../ui/icons';
import { useReader } from '../ui/reader';
import classes from './TutorPage.module.css';

/** Where they learned, and which certificates were looked at. */
export function Proofs({ tutor }: { readonly tutor: TutorView }): ReactElement | null {
  const t = useTranslations('web.tutor');
  const reader = useReader(tutor.asOf);
  const { education, certificates } = tutor;
  return (
    <>
      {education.length > 0 ? (
        <section>
          <h2>{t('education')}</h2>
          <ul className={classes.proofs}>
            {education.map(({ institution, degree, field, startYear, endYear }) => (
              <li key={`${institution} ${degree} ${startYear}`}>
                <span>{field ? t('degree', { degree, field }) : degree}</span>
                <span className="quiet">
                  {institution} · {startYear}–{endYear ?? t('today')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {certificates.length > 0 ? (
        <section>
          <h2>{t('certificates')}</h2>
          <ul className={classes.proofs}>
            {certificates.map(({ title, issuer, checkedOn }) => (
              <li key={`${title} ${issuer}`}>
                <span>
                  {title}, {issuer}
                </span>
                <span className={classes.checked}>
                  <Icon name="check" size={14} />
                  {t('checked', { day: dateText(Date.parse(checkedOn), reader) })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
