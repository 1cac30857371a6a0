import type { TutorView } from '@stoa/contracts/http/tutors';
import { languageText } from '@stoa/contracts/words/format';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { TermsSentence } from './TermsSentence';
import classes from './TutorPage.module.css';

export function TutorAbout({ tutor }: { readonly tutor: TutorView }): ReactElement {
  const t = useTranslations('web.tutor');
  const locale = useLocale();
  const name = tutor.name.split(' ')[0] ?? tutor.name;
  return (
    <div className={classes.about}>
      <section>
        <h2>{t('terms')}</h2>
        <TermsSentence tutor={tutor} />
      </section>
      <section>
        <h2>{t('about', { name })}</h2>
        {tutor.description
          .split(/\n{2,}/)
          .filter(Boolean)
          .map((paragraph) => (
            <p key={paragraph} className={classes.paragraph}>
              {paragraph}
            </p>
          ))}
        {tutor.languages.length > 0 ? (
          <p className="quiet">
            {t('languages', { list: tutor.languages.map(({ language }) => languageText(language, locale)).join(', ') })}
          </p>
        ) : null}
      </section>
    </div>
  );
}
