import type { TutorView } from '@stoa/contracts/http/tutors';
import { languageText } from '@stoa/contracts/words/format';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Money } from '../ui/Money';
import { Proofs } from './Proofs';
import { TermsSentence } from './TermsSentence';
import classes from './TutorPage.module.css';
import { VideoLink } from './VideoLink';
import { firstName } from '../ui/names';

/** Who they are, what they teach and in which languages, what they learned, and what cancelling costs. */
export function TutorAbout({ tutor }: { readonly tutor: TutorView }): ReactElement {
  const t = useTranslations('web.tutor');
  return (
    <div className={classes.about}>
      <section>
        <h2>{t('terms')}</h2>
        <TermsSentence tutor={tutor} />
      </section>
      <Trial tutor={tutor} />
      <section>
        <h2>{t('about', { name: firstName(tutor.name) })}</h2>
        {tutor.description
          .split(/\n{2,}/)
          .filter(Boolean)
          .map((paragraph) => (
            <p key={paragraph} className={classes.paragraph}>
              {paragraph}
            </p>
          ))}
        {tutor.videoUrl ? <VideoLink url={tutor.videoUrl} name={firstName(tutor.name)} /> : null}
      </section>
      <Subjects tutor={tutor} />
      <Languages tutor={tutor} />
      <Proofs tutor={tutor} />
    </div>
  );
}

interface Props {
  readonly tutor: TutorView;
}

function Trial({ tutor }: Props): ReactElement | null {
  const t = useTranslations('web.tutor');
  if (!tutor.trial) return null;
  const { price, durationMinutes } = tutor.trial;
  return (
    <section>
      <h2>{t('trial')}</h2>
      <p>
        {price.amountMinor === 0 ? (
          t('trialFree', { n: String(durationMinutes) })
        ) : (
          <>
            <Money amount={price} home={tutor.hourlyRate.currency} /> {t('trialFor', { n: String(durationMinutes) })}
          </>
        )}
      </p>
    </section>
  );
}

/** Each subject with its levels and what an hour of it costs. */
function Subjects({ tutor }: Props): ReactElement {
  const t = useTranslations('web.tutor');
  const levels = useTranslations('web.search.levels');
  return (
    <section>
      <h2>{t('subjects')}</h2>
      <ul className={classes.rows}>
        {tutor.subjects.map((subject) => (
          <li key={subject.id}>
            <span>
              {subject.name}
              {subject.levels.length > 0 ? (
                <span className="quiet"> · {subject.levels.map((level) => levels(level)).join(', ')}</span>
              ) : null}
            </span>
            <span className={classes.rowEnd}>
              <Money amount={subject.hourlyRate} home={tutor.hourlyRate.currency} /> {t('anHour')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Languages({ tutor }: Props): ReactElement | null {
  const t = useTranslations('web.tutor');
  const words = useTranslations('web.search');
  const locale = useLocale();
  if (tutor.languages.length === 0) return null;
  return (
    <section>
      <h2>{t('teachesIn')}</h2>
      <ul className={classes.rows}>
        {tutor.languages.map(({ language, level }) => (
          <li key={language}>
            <span>{languageText(language, locale)}</span>
            <span className={classes.rowEnd}>{level === 'native' ? words('native') : level}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
