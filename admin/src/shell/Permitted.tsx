import { useGetIdentity } from '@refinedev/core';
import type { MeView } from '@stoa/contracts/http/session';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type PageName, rolesFor, TAKES, useMay } from '../refine/accessControl';
import { EmptyState } from '../ui/EmptyState';
import { say, words } from '../words';
import { useTitle } from './title';

const t = words.forbidden;

function Forbidden({ page }: { readonly page: PageName }) {
  useTitle(t.title);
  const may = useMay();
  const roles = rolesFor(page).map((role) => t.plural[role]);
  const home = may(TAKES.bookings) ? <Link to="/">{words.problem.toBookings}</Link> : undefined;
  return (
    <EmptyState isPage title={t.title} action={home}>
      {say(t.help, { roles: new Intl.ListFormat('en-GB').format(roles) })}
    </EmptyState>
  );
}

/** A page for those who may open it; whoever comes by an old link reads whom to ask, and nothing is asked of the API. */
export function Permitted({ page, children }: { readonly page: PageName; readonly children: ReactNode }) {
  const { data: me } = useGetIdentity<MeView>();
  const may = useMay();
  // who cannot be named yet, because nobody answers, sees the page say so
  if (me !== undefined && !may(TAKES[page])) return <Forbidden page={page} />;
  return children;
}
