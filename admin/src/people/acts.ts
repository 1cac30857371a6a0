import { useInvalidate } from '@refinedev/core';
import type { ImpersonationView, PersonActionView, StaffPersonView } from '@stoa/contracts/http/people';
import type { z } from 'zod';
import { api, bodyOf } from '../refine/client';

export type Impersonation = z.output<typeof ImpersonationView>;
export interface PersonAct {
  readonly action: PersonActionView['action'];
  readonly role: PersonActionView['role'];
  readonly reason: string;
  /** of a view: how long it lasts */
  readonly minutes: number;
}

/** Does one of the answer's actions. A view is answered by its address, everything else by the person's page. */
export function actOn(personId: string, act: PersonAct): Promise<StaffPersonView | Impersonation> {
  const params = { path: { personId } };
  const { action, role, reason, minutes } = act;
  switch (action) {
    case 'grant':
      return bodyOf<StaffPersonView>(
        api.POST('/staff/people/{personId}/roles', { params, body: { role: role ?? 'support', reason } }),
      );
    case 'revoke':
      return bodyOf<StaffPersonView>(
        api.POST('/staff/people/{personId}/roles/{role}/revoke', {
          params: { path: { personId, role: role ?? 'support' } },
          body: { reason },
        }),
      );
    case 'disable':
      return bodyOf<StaffPersonView>(api.POST('/staff/people/{personId}/disable', { params, body: { reason } }));
    case 'enable':
      return bodyOf<StaffPersonView>(api.POST('/staff/people/{personId}/enable', { params, body: { reason } }));
    case 'impersonate':
      return bodyOf<Impersonation>(
        api.POST('/staff/people/{personId}/impersonations', { params, body: { reason, minutes } }),
      );
  }
}

export const endView = (impersonationId: string): Promise<unknown> =>
  bodyOf(api.POST('/staff/impersonations/{impersonationId}/end', { params: { path: { impersonationId } } }));

/** After an act, or its refusal, the person is asked for anew: once, because every look is a line in their log. */
export function useRefreshPerson(): (id: string) => void {
  const invalidate = useInvalidate();
  return (id) => void invalidate({ resource: 'people', id, invalidates: ['list', 'detail'] });
}
