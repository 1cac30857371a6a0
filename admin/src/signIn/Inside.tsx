import { useGetIdentity, useInvalidateAuthStore } from '@refinedev/core';
import type { MeView } from '@stoa/contracts/http/session';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, useEffect } from 'react';
import { askWhoAnew } from '../refine/authProvider';
import { toProblemError } from '../refine/client';

const Enrol = lazy(() => import('./Enrol').then((module) => ({ default: module.Enrol })));

/** The house may begin to require a second step while somebody works: the first refusal says so. */
function useRequiredMeanwhile(): void {
  const answers = useQueryClient().getQueryCache();
  const askAgain = useInvalidateAuthStore();
  useEffect(
    () =>
      answers.subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error') return;
        if (toProblemError(event.action.error).code !== 'totp_enrolment_required') return;
        askWhoAnew();
        void askAgain();
      }),
    [answers, askAgain],
  );
}

/** Behind the door: whoever has to set their second step up first sees that and nothing else, whatever the address. */
export function Inside({ children }: { readonly children: ReactNode }) {
  const { data: me, isFetched } = useGetIdentity<MeView>();
  useRequiredMeanwhile();
  if (me?.mustEnrolTotp) return <Enrol me={me} />;
  // A page before it is known would ask for what is refused. Once nobody answered, the page is who says so, for good:
  // it asks who is there as well, and a page that came and went with each question would ask for ever.
  return me === undefined && !isFetched ? null : children;
}
