import type { StaffBookingRow, StaffBookingView } from '@stoa/contracts/http/staff';
import { Refine } from '@refinedev/core';
import routerProvider from '@refinedev/react-router';
import { QueryClient } from '@tanstack/react-query';
import { configure, render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { dataProvider } from './refine/dataProvider';
import { resources } from './resources';

// Whether antd's hundreds of style rules hide a button takes jsdom a second to find out, each time.
configure({ defaultHidden: true });

/** Test helpers of the console: one booking, one page around a component, and an API that answers what it is told. */
export const BOOKING_ID = '0193a000-0000-7300-8000-000000000001';
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

export function buildRow(over: Partial<StaffBookingRow> = {}): StaffBookingRow {
  return {
    id: BOOKING_ID,
    code: 'B-7KX4M2Q5',
    version: 3,
    state: { session: 'SCHEDULED', outcome: null, payment: 'AUTHORIZED', dispute: 'NONE' },
    status: 'scheduled',
    startsAt: '2026-11-27T18:00:00.000Z',
    endsAt: '2026-11-27T18:50:00.000Z',
    subject: 'Portuguese',
    student: {
      id: '0193a000-0000-7100-8000-000000000001',
      name: 'Sofia Marques',
      zone: 'Europe/Lisbon',
      avatarUrl: null,
    },
    tutor: { id: '0193a000-0000-7200-8000-000000000001', name: 'Ana Kovalenko', zone: 'Europe/Kyiv', avatarUrl: null },
    price: eur(2400),
    trial: false,
    nextDeadline: null,
    needsMe: false,
    needsAttention: false,
    createdAt: '2026-11-24T10:00:00.000Z',
    ...over,
  };
}

export function buildBooking(over: Partial<StaffBookingView> = {}): StaffBookingView {
  const card = buildRow();
  return {
    ...card,
    subjectId: '0193a000-0000-7400-8000-000000000001',
    note: null,
    deadlines: [],
    actions: [
      { action: 'cancel', allowed: true, primary: false, dangerous: true, refusal: null, until: null, url: null },
    ],
    pendingMove: null,
    place: null,
    money: {
      price: eur(2400),
      serviceFee: eur(0),
      held: eur(2400),
      returned: eur(0),
      tutorEarns: eur(1920),
      commission: eur(480),
    },
    cancellation: [],
    reviews: null,
    asOf: '2026-11-24T16:00:00.000Z',
    workflow: { id: `booking:${BOOKING_ID}`, runId: 'run-1', status: 'RUNNING', url: null },
    owed: [],
    payments: [],
    refunds: [],
    ledger: [],
    balances: [],
    ...over,
  };
}

export function buildQuote(over: Record<string, unknown> = {}) {
  return {
    token: 'quote-1',
    action: 'cancel',
    bookingId: BOOKING_ID,
    version: 3,
    studentShareBps: 10_000,
    studentReceives: eur(2400),
    studentCompensation: null,
    tutorReceives: eur(0),
    commission: eur(0),
    strikes: 0,
    sentence: {
      code: 'act.cancel.staff.full',
      values: { student: 'Sofia Marques', tutor: 'Ana Kovalenko', studentReceives: eur(2400) },
    },
    validUntil: '2026-11-24T16:10:00.000Z',
    asOf: '2026-11-24T16:00:00.000Z',
    ...over,
  };
}

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
}
interface Reply {
  readonly status?: number;
  readonly body?: unknown;
}

/** Takes the network's place: every request is kept, and answered by the function. */
export function answerWith(answer: (sent: Sent) => Reply): Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(new URL(String(input), location.origin), init);
    const url = new URL(request.url);
    const text = await request.text();
    const one: Sent = {
      method: request.method,
      path: url.pathname.replace('/api/v1', ''),
      query: url.searchParams,
      headers: request.headers,
      body: text ? JSON.parse(text) : null,
    };
    sent.push(one);
    const { status = 200, body = {} } = answer(one);
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { 'content-type': type } });
  };
  return sent;
}

export const problem = (status: number, code: string, more: Record<string, unknown> = {}): Reply => ({
  status,
  body: { type: `/docs/errors/${code}`, title: code, status, code, ...more },
});

/** The address bar, for tests to read. */
function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

/** A component on a page of the console, with its router and data provider and no retries. */
export function renderPage(page: ReactNode, at = '/', path = '*'): RenderResult {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  return render(
    <MemoryRouter initialEntries={[at]}>
      <Refine
        dataProvider={dataProvider}
        routerProvider={routerProvider}
        resources={resources}
        options={{ disableTelemetry: true, reactQuery: { clientConfig: client }, disableRouteChangeHandler: true }}
      >
        <Routes>
          <Route path={path} element={page} />
          <Route path="*" element={null} />
        </Routes>
        <Address />
      </Refine>
    </MemoryRouter>,
  );
}
