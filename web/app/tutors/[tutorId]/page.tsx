import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { type ReactElement, cache } from 'react';
import { asks } from '../../../src/client/asks';
import { codeOf } from '../../../src/client/problem';
import { queries } from '../../../src/client/queries';
import { prefetched, readerZone, sendOnServer } from '../../../src/client/server';
import { reviewAsks } from '../../../src/reviews/asks';
import { reviewQueries } from '../../../src/reviews/queries';
import { choiceFrom } from '../../../src/tutors/choice';
import { TutorPage } from '../../../src/tutors/TutorPage';
import { weekAt } from '../../../src/tutors/weeks';

interface Props {
  readonly params: Promise<{ readonly tutorId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const MISSING = new Set(['tutor_not_found', 'not_found', 'request_invalid']);

/** The tutor once per page, for title and contents; null when only the browser may still succeed. */
const load = cache(async (tutorId: string) => {
  try {
    return await sendOnServer(asks.tutor(tutorId));
  } catch (error) {
    if (MISSING.has(codeOf(error))) notFound();
    return null;
  }
});

/** The first page of reviews; what fails here the browser asks for again. */
async function firstReviews(tutorId: string) {
  const page = await sendOnServer(reviewAsks.ofTutor(tutorId, null)).catch(() => null);
  return page ? [{ ...reviewQueries.ofTutor(tutorId), data: { pages: [page], pageParams: [null] } }] : [];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const tutor = await load((await params).tutorId);
  return tutor ? { title: tutor.name, description: tutor.headline } : {};
}

export default async function Page({ params, searchParams }: Props): Promise<ReactElement> {
  const { tutorId } = await params;
  const tutor = await load(tutorId);
  if (!tutor) return <TutorPage tutorId={tutorId} />;
  const asked = await searchParams;
  const zone = await readerZone();
  const choice = choiceFrom({ get: (name) => [asked[name]].flat()[0] ?? null }, tutor);
  const week = zone ? weekAt(choice.week, zone, Date.parse(tutor.asOf)) : null;
  const { minutes: durationMinutes, trial } = choice;
  const slots = week ? [queries.slots({ tutorId, durationMinutes, trial, from: week.from, to: week.to })] : [];
  const known = [{ ...queries.tutor(tutorId), data: tutor }, ...slots, ...(await firstReviews(tutorId))];
  return (
    <HydrationBoundary state={await prefetched(...known)}>
      <TutorPage tutorId={tutorId} />
    </HydrationBoundary>
  );
}
