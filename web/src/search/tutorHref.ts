import type { Filters } from './filters';

/** The tutor's page with what was chosen in the search. */
export function tutorHref(tutorId: string, { subjectId, durationMinutes }: Filters): string {
  const params = new URLSearchParams({
    ...(subjectId && { subject: subjectId }),
    ...(durationMinutes && { minutes: durationMinutes }),
  }).toString();
  return `/tutors/${tutorId}${params && `?${params}`}`;
}
