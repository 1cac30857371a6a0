import { HydrationBoundary } from '@tanstack/react-query';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { queries } from '../src/client/queries';
import { prefetched } from '../src/client/server';
import classes from '../src/tutors/Landing.module.css';
import { SubjectFilter, TutorList } from '../src/tutors/TutorList';

interface Props {
  readonly searchParams: Promise<{ readonly subject?: string | string[] }>;
}

export default async function LandingPage({ searchParams }: Props): Promise<ReactElement> {
  const { subject } = await searchParams;
  const subjectId = typeof subject === 'string' && subject ? subject : undefined;
  const t = await getTranslations('web.landing');
  const state = await prefetched(queries.tutors(subjectId), queries.subjects());
  return (
    <HydrationBoundary state={state}>
      <section className={classes.hero}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </section>
      <section>
        <h2>{t('tutors')}</h2>
        <SubjectFilter subjectId={subjectId} />
        <TutorList key={subjectId ?? 'all'} subjectId={subjectId} />
      </section>
    </HydrationBoundary>
  );
}
