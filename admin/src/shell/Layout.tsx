import { useGetIdentity } from '@refinedev/core';
import type { MeView } from '@stoa/contracts/http/session';
import { momentText } from '@stoa/contracts/words/format';
import { lazy, Suspense, useState } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { TAKES, useMay } from '../refine/accessControl';
import { useLiveness } from '../refine/liveProvider';
import { useAnnouncement } from '../ui/announce';
import { Skeleton } from '../ui/Skeleton';
import type { Choice } from '../theme/scheme';
import { PersonContext, useReader, words } from '../words';
import { Account } from './Account';
import { Boundary } from './Boundary';
import { useKeys } from './keys';
import { SearchBox } from './SearchBox';

const Help = lazy(() => import('./Help').then((module) => ({ default: module.Help })));
const t = words.nav;

interface LayoutProps {
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

const PAGES = [
  ['/', 'bookings'],
  ['/approvals', 'approvals'],
  ['/people', 'people'],
  ['/reviews', 'reviews'],
  ['/subjects', 'subjects'],
  ['/audit', 'audit'],
  ['/trial-balance', 'trialBalance'],
] as const;

function Nav() {
  const may = useMay();
  return (
    <nav className="nav" aria-label={t.main}>
      {PAGES.map(([path, page]) =>
        may(TAKES[page]) ? (
          <NavLink key={page} to={path} end={path === '/'}>
            {t[page]}
          </NavLink>
        ) : null,
      )}
    </nav>
  );
}

/** Countdowns run by Stoa's clock, so it is in sight; and whether changes arrive by themselves. */
function Pulse() {
  const reader = useReader();
  const liveness = useLiveness();
  return (
    <p className="pulse fine quiet">
      {liveness === 'still' ? null : (
        <>
          <span className={liveness === 'live' ? 'dot dot-olive' : 'dot dot-ochre'} aria-hidden="true" />
          {liveness === 'live' ? t.live : t.notLive}
        </>
      )}
      <span className="pulse-clock">
        {liveness === 'still' ? null : ' · '}
        {t.clock} <time dateTime={new Date(reader.now).toISOString()}>{momentText(reader.now, reader)}</time>
      </span>
    </p>
  );
}

function Announcer() {
  return (
    <div className="for-readers" role="status" aria-live="polite">
      {useAnnouncement()}
    </div>
  );
}

/** The frame of every page; a page that crashes leaves it standing. */
export function Layout({ choice, onChoose }: LayoutProps) {
  const { data: me } = useGetIdentity<MeView>();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { pathname } = useLocation();
  useKeys({ '?': () => setHelpOpen(true) });
  const person = me ? { locale: me.locale, zone: me.zone } : undefined;
  const frame = (
    <>
      <a href="#content" className="skip">
        {t.skip}
      </a>
      <header className="top">
        <Link to="/" className="brand">
          Stoa
        </Link>
        <Nav />
        <SearchBox />
        <Pulse />
        {me ? <Account me={me} choice={choice} onChoose={onChoose} onHelp={() => setHelpOpen(true)} /> : null}
      </header>
      <main id="content" tabIndex={-1}>
        <Boundary key={pathname}>
          <Suspense fallback={<Skeleton shape="rows" count={10} />}>
            <Outlet />
          </Suspense>
        </Boundary>
      </main>
      <Announcer />
      <Suspense fallback={null}>{isHelpOpen ? <Help onClose={() => setHelpOpen(false)} /> : null}</Suspense>
    </>
  );
  return person ? <PersonContext value={person}>{frame}</PersonContext> : frame;
}
