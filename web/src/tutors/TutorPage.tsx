'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import type { ReactElement } from 'react';
import { queries } from '../client/queries';
import { KeptNote } from '../saved/KeptNote';
import { TutorReviews } from '../reviews/TutorReviews';
import { Problem } from '../ui/Problem';
import { type Choice, choiceFrom, searchFor } from './choice';
import { SlotPicker } from './SlotPicker';
import { TutorAbout } from './TutorAbout';
import { TutorHead } from './TutorHead';
import classes from './TutorPage.module.css';
import { TutorPageSkeleton } from './TutorPageSkeleton';

/** One tutor: who they are, what it costs, and when they are free. */
export function TutorPage({ tutorId }: { readonly tutorId: string }): ReactElement {
  const t = useTranslations('web.tutor');
  const { data: tutor, error, refetch } = useQuery(queries.tutor(tutorId));
  const params = useSearchParams();
  if (error && !tutor)
    return (
      <Problem error={error} onAgain={() => void refetch()} headingLevel={1}>
        <Link href="/">{t('back')}</Link>
      </Problem>
    );
  if (!tutor) return <TutorPageSkeleton />;
  // the address changes without a trip to the server: the data comes by its own query
  const choose = (next: Choice) => window.history.replaceState(null, '', searchFor(next));
  return (
    <article>
      <Link href="/" className="small">
        {t('back')}
      </Link>
      <KeptNote />
      <TutorHead tutor={tutor} />
      <div className={classes.columns}>
        <SlotPicker tutor={tutor} choice={choiceFrom(params, tutor)} onChoose={choose} />
        <TutorAbout tutor={tutor} />
      </div>
      <TutorReviews tutor={tutor} />
    </article>
  );
}
