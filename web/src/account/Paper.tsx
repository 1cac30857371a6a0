import type { Document } from '@stoa/domain/consents';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { sendOnServer } from '../client/server';
import { doorAsks } from './asks';
import classes from './Paper.module.css';

const PARTS = {
  terms: ['who', 'lessons', 'money', 'cancel', 'conduct', 'end'],
  privacy: ['what', 'why', 'who', 'long', 'rights'],
} as const;

/** A version that is a date says since when it is in force. */
function datedText(version: string): string | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(version) ? Date.parse(version) : Number.NaN;
  return Number.isNaN(at) ? null : new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** The terms or the privacy notice, with the version that a registration agrees to. */
export async function Paper({ paper }: { readonly paper: Document }): Promise<ReactElement> {
  const t = await getTranslations('web.legal');
  const options = await sendOnServer(doorAsks.options()).catch(() => null);
  const version = options?.documents[paper] ?? null;
  const date = version === null ? null : datedText(version);
  return (
    <article className={classes.paper}>
      <h1>{t(`${paper}.title`)}</h1>
      <p className={classes.lead}>{t(`${paper}.lead`)}</p>
      {version ? (
        <p className="quiet small">
          {t('version', { version })}
          {date ? `, ${t('dated', { date })}` : null}
        </p>
      ) : null}
      {PARTS[paper].map((part) => (
        <section key={part}>
          <h2>{t(`${paper}.parts.${part}.title` as 'terms.parts.who.title')}</h2>
          <p>{t(`${paper}.parts.${part}.text` as 'terms.parts.who.text')}</p>
        </section>
      ))}
    </article>
  );
}
