import { useInvalidate } from '@refinedev/core';
import type { CatalogueSubjectView } from '@stoa/contracts/http/subjects';
import type { z } from 'zod';
import { api, bodyOf } from '../refine/client';

export type Subject = z.output<typeof CatalogueSubjectView>;

export const createSubject = (name: string): Promise<Subject> =>
  bodyOf<Subject>(api.POST('/staff/subjects', { body: { name } }));

export const renameSubject = (subjectId: string, name: string): Promise<Subject> =>
  bodyOf<Subject>(api.POST('/staff/subjects/{subjectId}/rename', { params: { path: { subjectId } }, body: { name } }));

export function retireSubject(subjectId: string, step: 'retire' | 'restore', reason: string): Promise<Subject> {
  return bodyOf<Subject>(
    api.POST(`/staff/subjects/{subjectId}/${step}`, { params: { path: { subjectId } }, body: { reason } }),
  );
}

/** After a change, or its refusal, the catalogue is asked for anew. */
export function useRefreshSubjects(): () => void {
  const invalidate = useInvalidate();
  return () => void invalidate({ resource: 'subjects', invalidates: ['list'] });
}
