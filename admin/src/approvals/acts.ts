import { useInvalidate } from '@refinedev/core';
import type { SuspensionPreview } from '@stoa/contracts/http/approvals';
import type { ReviewedItem, VerdictReason } from '@stoa/domain/tutorChecklist';
import type { z } from 'zod';
import { api, bodyOf } from '../refine/client';

export type Preview = z.output<typeof SuspensionPreview>;
export interface SentVerdict {
  readonly item: ReviewedItem;
  readonly version: string;
  readonly verdict: 'approved' | 'changes_needed';
  readonly reason: VerdictReason | null;
  readonly note: string | null;
}
export type Plain = 'claim' | 'release' | 'confirmLift';
export type Reasoned = 'proposeLift' | 'archive';
/** A step and the version of the approval that was looked at. */
export type Step =
  | { readonly kind: Plain; readonly version: number }
  | { readonly kind: Reasoned; readonly version: number; readonly reason: string }
  | { readonly kind: 'excuseStrike'; readonly version: number; readonly reason: string; readonly strikeId: string }
  | {
      readonly kind: 'suspend';
      readonly version: number;
      readonly reason: string;
      readonly bookings: 'cancelled' | 'kept';
      readonly lessons: number;
    }
  | {
      readonly kind: 'decide';
      readonly version: number;
      readonly overall: 'approved' | 'rejected';
      readonly verdicts: readonly SentVerdict[];
      readonly note: string | null;
    };

/** Sends one step; the same key sent again is the same step. The page is asked for anew afterwards. */
export function takeStep(tutorId: string, step: Step, key: string): Promise<unknown> {
  const params = { path: { tutorId }, header: { 'Idempotency-Key': key } };
  const { kind: _kind, ...body } = step;
  switch (step.kind) {
    case 'claim':
    case 'release':
    case 'confirmLift':
      return bodyOf<unknown>(
        api.POST(`/staff/approvals/{tutorId}/${step.kind}`, { params, body: { version: step.version } }),
      );
    case 'proposeLift':
    case 'archive':
      return bodyOf<unknown>(api.POST(`/staff/approvals/{tutorId}/${step.kind}`, { params, body: body as never }));
    case 'excuseStrike': {
      const path = { tutorId, strikeId: step.strikeId };
      return bodyOf<unknown>(
        api.POST('/staff/approvals/{tutorId}/strikes/{strikeId}/excuse', {
          params: { ...params, path },
          body: { version: step.version, reason: step.reason },
        }),
      );
    }
    case 'suspend':
      return bodyOf<unknown>(api.POST('/staff/approvals/{tutorId}/suspend', { params, body: body as never }));
    case 'decide':
      return bodyOf<unknown>(api.POST('/staff/approvals/{tutorId}/decide', { params, body: body as never }));
  }
}

/** The lessons that a suspension would touch. */
export const previewSuspension = (tutorId: string): Promise<Preview> =>
  bodyOf<Preview>(api.GET('/staff/approvals/{tutorId}/suspension', { params: { path: { tutorId } } }));

/** After a step, or its refusal, what is shown is asked for anew. */
export function useRefreshApproval(): (id: string) => void {
  const invalidate = useInvalidate();
  return (id) => void invalidate({ resource: 'approvals', id, invalidates: ['list', 'detail'] });
}
