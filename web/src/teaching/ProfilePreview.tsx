'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { TutorAbout } from '../tutors/TutorAbout';
import { TutorHead } from '../tutors/TutorHead';
import { Problem } from '../ui/Problem';
import { Bar, Skeleton } from '../ui/Skeleton';
import { teachingQueries } from './queries';

/** The tutor's page as students see it, or will: of what is saved, never of what is being typed. */
export function ProfilePreview(): ReactElement {
  const preview = useQuery(teachingQueries.preview());
  if (preview.error && !preview.data) return <Problem error={preview.error} onAgain={() => void preview.refetch()} />;
  if (!preview.data)
    return (
      <Skeleton>
        <Bar chars={20} />
        <Bar steps={30} />
      </Skeleton>
    );
  return (
    <>
      <TutorHead tutor={preview.data} isPreview />
      <TutorAbout tutor={preview.data} />
    </>
  );
}
