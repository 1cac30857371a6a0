import { Authenticated, Refine, useInvalidate, useIsAuthenticated } from '@refinedev/core';
import routerProvider from '@refinedev/react-router';
import { QueryClient } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { BrowserRouter, Navigate, Route, Routes, useSearchParams } from 'react-router';
import { onClockJump } from './clock';
import type { PageName } from './refine/accessControl';
import { authProvider, SIGN_IN } from './refine/authProvider';
import { toProblemError } from './refine/client';
import { dataProvider } from './refine/dataProvider';
import { liveProvider } from './refine/liveProvider';
import { resources } from './resources';
import { Layout } from './shell/Layout';
import { Permitted } from './shell/Permitted';
import { Inside } from './signIn/Inside';
import { antdTheme } from './theme/antd';
import { type Choice, useScheme } from './theme/scheme';
import { antdTexts } from './theme/texts';
import { words } from './words';

const Approval = lazy(() => import('./approvals/show').then((module) => ({ default: module.ApprovalShow })));
const ApprovalQueue = lazy(() => import('./approvals/list').then((module) => ({ default: module.ApprovalQueue })));
const AuditLog = lazy(() => import('./audit/list').then((module) => ({ default: module.AuditLog })));
const BookingList = lazy(() => import('./bookings/list').then((module) => ({ default: module.BookingList })));
const BookingShow = lazy(() => import('./bookings/show').then((module) => ({ default: module.BookingShow })));
const DecidedReviews = lazy(() => import('./approvals/decided').then((module) => ({ default: module.DecidedReviews })));
const PastReview = lazy(() => import('./approvals/past').then((module) => ({ default: module.PastReview })));
const Find = lazy(() => import('./shell/Find').then((module) => ({ default: module.Find })));
const PeopleList = lazy(() => import('./people/list').then((module) => ({ default: module.PeopleList })));
const PersonShow = lazy(() => import('./people/show').then((module) => ({ default: module.PersonShow })));
const ReviewList = lazy(() => import('./reviews/list').then((module) => ({ default: module.ReviewList })));
const SubjectList = lazy(() => import('./subjects/list').then((module) => ({ default: module.SubjectList })));
const TrialBalancePage = lazy(() =>
  import('./ledger/TrialBalance').then((module) => ({ default: module.TrialBalancePage })),
);
const SignIn = lazy(() => import('./signIn/SignIn').then((module) => ({ default: module.SignIn })));
const NotFound = lazy(() => import('./shell/NotFound').then((module) => ({ default: module.NotFound })));

const TRIES = 2;
/** A refusal stays one however often it is asked; only what nobody answered is asked again. */
const isWorthAnotherTry = (failures: number, error: unknown): boolean => {
  const { statusCode } = toProblemError(error);
  return failures < TRIES && (statusCode === 0 || statusCode === 503);
};

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: isWorthAnotherTry, staleTime: 2_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}

/** This computer slept, or its clock was set: whatever is shown may be old. */
function FreshAfterSleep() {
  const invalidate = useInvalidate();
  useEffect(() => onClockJump(() => void invalidate({ resource: 'bookings', invalidates: ['all'] })), [invalidate]);
  return null;
}

/** A page of ours: a link that leads elsewhere after signing in would take people along with their trust. */
const isOwnPage = (to: string): boolean => /^\/(?![/\\])/.test(to);

/**
 * The only way in, and it asks anew whoever comes: on an old answer whoever has just signed out would be sent back in.
 * The form stays while it asks, or what was typed would be lost.
 */
function Door() {
  const { data, isFetching } = useIsAuthenticated({ queryOptions: { staleTime: 0 } });
  const [search] = useSearchParams();
  const to = search.get('to');
  if (to !== null && !isOwnPage(to)) return <Navigate to={SIGN_IN} replace />;
  return data?.authenticated && !isFetching ? <Navigate to={to ?? '/'} replace /> : <SignIn />;
}

const only = (page: PageName, children: ReactNode) => <Permitted page={page}>{children}</Permitted>;

interface PagesProps {
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

function Pages({ choice, onChoose }: PagesProps) {
  return (
    <Routes>
      <Route
        element={
          <Authenticated key="inside">
            <Inside>
              <FreshAfterSleep />
              <Layout choice={choice} onChoose={onChoose} />
            </Inside>
          </Authenticated>
        }
      >
        <Route index element={only('bookings', <BookingList />)} />
        <Route path="bookings/:id" element={only('booking', <BookingShow />)} />
        <Route path="approvals" element={only('approvals', <ApprovalQueue />)} />
        <Route path="approvals/decided" element={only('approvals', <DecidedReviews />)} />
        <Route path="approvals/decided/:id" element={only('approvals', <PastReview />)} />
        <Route path="approvals/:id" element={only('approvals', <Approval />)} />
        <Route path="people" element={only('people', <PeopleList />)} />
        <Route path="people/:id" element={only('person', <PersonShow />)} />
        <Route path="reviews" element={only('reviews', <ReviewList />)} />
        <Route path="subjects" element={only('subjects', <SubjectList />)} />
        <Route path="audit" element={only('audit', <AuditLog />)} />
        <Route path="find" element={only('people', <Find />)} />
        <Route path="trial-balance" element={only('trialBalance', <TrialBalancePage />)} />
        <Route path="*" element={<NotFound />} />
      </Route>
      <Route path="sign-in" element={<Door />} />
    </Routes>
  );
}

/** The nonce of this page, by which the styles that antd writes at run time are let in. */
const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

export function App({ queryClient }: { readonly queryClient: QueryClient }) {
  const { scheme, choice, isCalm, choose } = useScheme();
  const theme = useMemo(() => antdTheme(scheme, isCalm), [scheme, isCalm]);
  const csp = useMemo(() => ({ nonce: nonce() }), []);
  return (
    <BrowserRouter>
      <ConfigProvider theme={theme} csp={csp} componentSize="middle" locale={antdTexts}>
        <Refine
          dataProvider={dataProvider}
          authProvider={authProvider}
          liveProvider={liveProvider}
          routerProvider={routerProvider}
          resources={resources}
          options={{
            disableTelemetry: true,
            title: { text: words.title },
            reactQuery: { clientConfig: queryClient },
            liveMode: 'off',
            disableRouteChangeHandler: true,
          }}
        >
          <Suspense fallback={null}>
            <Pages choice={choice} onChoose={choose} />
          </Suspense>
        </Refine>
      </ConfigProvider>
    </BrowserRouter>
  );
}
