'use client';

import { Button } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactElement, useState } from 'react';
import { queries } from '../client/queries';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { TutorRow, TutorRowSkeleton } from './TutorRow';
import classes from './TutorList.module.css';

const SKELETONS = 4;

/** All tutors that can be booked, or those of one subject. */
export function TutorList({ subjectId }: { readonly subjectId: string | undefined }): ReactElement {
  const t = useTranslations('web.landing');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const first = useQuery(queries.tutors(subjectId));
  const more = useQueries({ queries: cursors.map((cursor) => queries.tutors(subjectId, cursor)) });
  const pages = [first, ...more];
  const tutors = pages.flatMap((page) => page.data?.items ?? []);
  const next = pages.at(-1)?.data?.nextCursor;
  const failed = pages.find((page) => page.error);
  if (first.isPending)
    return (
      <ul className={classes.list} aria-busy="true" aria-label={t('tutors')}>
        {Array.from({ length: SKELETONS }, (_, i) => (
          <TutorRowSkeleton key={i} />
        ))}
      </ul>
    );
  if (failed && tutors.length === 0) return <Problem error={failed.error} onAgain={() => void failed.refetch()} />;
  if (tutors.length === 0)
    return (
      <EmptyState title={t('none')} help={t('noneHelp')}>
        <Button component={Link} href="/" variant="default">
          {t('showAll')}
        </Button>
      </EmptyState>
    );
  return (
    <>
      <ul className={classes.list}>
        {tutors.map((tutor) => (
          <TutorRow key={tutor.id} tutor={tutor} asOf={first.data?.asOf ?? ''} />
        ))}
      </ul>
      {failed ? <Problem error={failed.error} onAgain={() => void failed.refetch()} /> : null}
      {next ? (
        <p className={classes.more}>
          <Button variant="default" onClick={() => setCursors([...cursors, next])}>
            {t('more')}
          </Button>
        </p>
      ) : null}
    </>
  );
}

/** The subjects as links, so that a choice has an address and the way back works. */
export function SubjectFilter({ subjectId }: { readonly subjectId: string | undefined }): ReactElement | null {
  const t = useTranslations('web.landing');
  const { data } = useQuery({ ...queries.subjects(), staleTime: 300_000 });
  const subjects = data?.items ?? [];
  return (
    <nav aria-label={t('subjects')} className={classes.subjects}>
      <Link href="/" scroll={false} aria-current={subjectId ? undefined : 'true'}>
        {t('all')}
      </Link>
      {subjects.map((subject) => (
        <Link
          key={subject.id}
          href={`/?subject=${subject.id}`}
          scroll={false}
          aria-current={subject.id === subjectId ? 'true' : undefined}
        >
          {subject.name}
        </Link>
      ))}
    </nav>
  );
}
