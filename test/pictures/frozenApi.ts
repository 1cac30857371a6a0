/** A small API that always answers the same: the two front ends, as built for production, are pictured against it. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REALTIME_PATH } from '@stoa/contracts/realtime/events';
import { Problem } from '@stoa/contracts/http/shared';
import { QuotedAction } from '@stoa/contracts/http/quotes';
import type { ErrorCode } from '@stoa/domain/errors';
import { Server as Sockets } from 'socket.io';
import { STATUS } from '../../api/middleware/errors';
import { Refusal } from '../../api/refusal';
import * as answers from './answers';
import { ACCOUNT_ROUTES } from './frozenAccount';
import { CLOSING_ROUTES } from './frozenClosing';
import * as approvals from './frozenApproval';
import { decidedReview, decidedReviews } from './frozenDecided';
import { DOORS } from './frozenDoors';
import { drawingAt } from './drawings';
import * as hours from './frozenHours';
import * as profiles from './frozenProfile';
import * as waiting from './frozenReview';
import * as house from './frozenStaff';
import type { Asked, Route } from './route';
import { tutorReviews } from './reviewAnswers';
import * as searchAnswers from './searchAnswers';

/** A tutor whose answer breaks the page that shows it: for the picture of the page that tells so. */
export const BROKEN_TUTOR = '00000000-0000-4000-8000-00000000dead';
const reader = ({ who, role }: Asked) => answers.readerNamed(who, role);
const id = ({ params }: Asked): string => params[0] ?? '';
const isOpen = /^\/(erasure-receipts|subjects|tutors|session|registrations|email|password)/;

const ROUTES: readonly Route[] = [
  ...DOORS,
  ...ACCOUNT_ROUTES,
  ...CLOSING_ROUTES,
  ['GET', /^\/me$/, ({ who }) => answers.me(who)],
  ['GET', /^\/subjects$/, answers.subjects],
  ['GET', /^\/tutors$/, ({ query }) => searchAnswers.tutorList(query)],
  ['GET', /^\/tutors\/facets$/, ({ query }) => searchAnswers.facets(query)],
  ['GET', /^\/tutors\/slots$/, ({ query }) => searchAnswers.nextTimes(query)],
  ['GET', /^\/tutors\/compare$/, ({ query }) => searchAnswers.comparison(query)],
  [
    'GET',
    /^\/tutors\/([^/]+)$/,
    (asked) => (id(asked) === BROKEN_TUTOR ? { id: BROKEN_TUTOR } : answers.tutor(id(asked))),
  ],
  ['GET', /^\/tutors\/([^/]+)\/reviews$/, (asked) => tutorReviews(id(asked))],
  ['GET', /^\/tutors\/([^/]+)\/slots$/, (asked) => answers.slots(id(asked), asked.query)],
  ['GET', /^\/me\/favourites$/, (asked) => searchAnswers.favourites(asked.who)],
  ['GET', /^\/me\/saved-searches$/, (asked) => searchAnswers.savedSearches(asked.who)],
  ['POST', /^\/quotes$/, ({ body }) => answers.lessonQuote(body as Parameters<typeof answers.lessonQuote>[0])],
  ['GET', /^\/me\/reviews\/due$/, (asked) => answers.dueReviews(reader(asked))],
  ['GET', /^\/me\/reviews$/, (asked) => answers.myReviewList(asked.query.get('group') ?? '', reader(asked))],
  ['POST', /^\/reviews\/([^/]+)\/reply$/, () => ({})],
  // somebody else's page was quicker: the picture of a refusal
  [
    'POST',
    /^\/bookings\/([^/]+)\/review$/,
    () => {
      throw new Refusal('review_closed');
    },
  ],
  ['POST', /^\/reviews\/([^/]+)\/reports$/, () => ({})],
  ['GET', /^\/bookings$/, (asked) => answers.bookingList(asked.query.get('group') ?? 'all', reader(asked))],
  ['GET', /^\/bookings\/([^/]+)$/, (asked) => answers.booking(id(asked), reader(asked))],
  ['GET', /^\/bookings\/([^/]+)\/timeline$/, (asked) => answers.timeline(id(asked), reader(asked))],
  [
    'POST',
    /^\/bookings\/([^/]+)\/quotes$/,
    (asked) =>
      answers.actionQuote(id(asked), QuotedAction.parse((asked.body as { action?: unknown }).action), reader(asked)),
  ],
  ['GET', /^\/staff\/bookings$/, (asked) => answers.staffBookings(asked.query, reader(asked))],
  ['GET', /^\/staff\/bookings\/([^/]+)$/, (asked) => answers.staffBooking(id(asked), reader(asked))],
  ['GET', /^\/staff\/trial-balance$/, answers.trialBalance],
  ['GET', /^\/staff\/approvals$/, ({ query }) => waiting.queue(query)],
  ['GET', /^\/staff\/approvals\/([^/]+)$/, (asked) => waiting.staffApproval(id(asked))],
  ['GET', /^\/staff\/approvals\/([^/]+)\/suspension$/, (asked) => waiting.suspensionPreview(id(asked))],
  ['GET', /^\/staff\/decided-reviews$/, decidedReviews],
  ['GET', /^\/staff\/decided-reviews\/([^/]+)$/, decidedReview],
  ['GET', /^\/staff\/people$/, ({ query }) => house.people(query)],
  ['GET', /^\/staff\/people\/([^/]+)$/, (asked) => house.person(id(asked))],
  ['GET', /^\/staff\/reviews$/, ({ query }) => house.reviews(query)],
  ['GET', /^\/staff\/subjects$/, ({ query }) => house.catalogue(query)],
  ['GET', /^\/staff\/audit$/, ({ query }) => house.audit(query)],
  ['GET', /^\/files\/([^/]+)\/link$/, (asked) => waiting.fileLink(id(asked))],
  ['GET', /^\/me\/tutor\/approval$/, ({ who }) => approvals.approval(who)],
  ['GET', /^\/me\/tutor\/visibility$/, ({ who }) => approvals.visibility(who)],
  ['GET', /^\/me\/tutor\/payouts$/, ({ who }) => approvals.payouts(who)],
  ['GET', /^\/me\/tutor\/profile$/, profiles.profile],
  ['PATCH', /^\/me\/tutor\/profile$/, ({ body }) => profiles.saveProfile(body)],
  ['GET', /^\/me\/tutor\/preview$/, profiles.preview],
  ['GET', /^\/me\/tutor\/rules$/, hours.rules],
  ['PUT', /^\/me\/tutor\/rules$/, (asked) => hours.saveRules(asked.body, reader(asked))],
  ['POST', /^\/me\/tutor\/rules\/preview$/, (asked) => hours.previewRules(asked.body, reader(asked))],
  ['GET', /^\/me\/tutor\/hours\/explain$/, ({ query }) => hours.explain(query)],
  ['GET', /^\/me\/tutor\/exceptions$/, ({ query }) => hours.exceptions(query)],
  ['POST', /^\/me\/tutor\/exceptions\/preview$/, (asked) => hours.previewException(asked.body, reader(asked))],
];

const MISSING: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^\/tutors\//, 'tutor_not_found'],
  [/bookings\//, 'booking_not_found'],
];

function problem(code: ErrorCode, details?: Refusal['parts']['details']): { status: number; body: unknown } {
  const status = STATUS[code];
  const body = Problem.parse({
    type: `/docs/errors/${code}`,
    title: code,
    status,
    code,
    instance: 'req-0000-frozen',
    details,
  });
  return { status, body };
}

function cookieOf({ headers }: IncomingMessage): string | null {
  const name = headers['x-stoa-app'] === 'admin' ? 'stoa_admin_at' : 'stoa_web_at';
  const found = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(headers.cookie ?? '')?.[1];
  return found && Object.hasOwn(answers.SIGNED_IN, found) ? found : null;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? null : JSON.parse(text);
}

const missingAt = (path: string): ErrorCode => MISSING.find(([pattern]) => pattern.test(path))?.[1] ?? 'not_found';

function routed(path: string, asked: Omit<Asked, 'params'> & { readonly method: string | undefined }): unknown {
  for (const [method, pattern, route] of ROUTES) {
    const params = method === asked.method ? pattern.exec(path)?.slice(1) : undefined;
    if (params) return route({ ...asked, params });
  }
  return null;
}

function refused(error: unknown): { status: number; body: unknown } {
  if (error instanceof Refusal) return problem(error.code, error.parts.details);
  throw error;
}

/** Nobody can sign in here: the pictures come with their cookies. */
async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://frozen');
  const path = pathname.replace('/api/v1', '');
  const body = await bodyOf(request);
  const who = cookieOf(request) ?? (isOpen.test(path) ? 'Robin' : null);
  if (who === null || path === '/session/refresh') return problem('unauthenticated');
  const role = answers.SIGNED_IN[who] ?? 'student';
  const found = routed(path, { method: request.method, query, body, who, role });
  return found === null ? problem(missingAt(path)) : { status: 200, body: found };
}

/** Listens on a free port of this machine. @param silent who one is, and nothing else is ever answered */
export async function startFrozenApi({ silent = false } = {}): Promise<{ address: string; close: () => void }> {
  const server: Server = createServer((request, response) => {
    if (silent && !request.url?.endsWith('/me')) return;
    const drawing = drawingAt((request.url ?? '').replace(/^\/api\/v1|\?.*$/g, ''));
    if (drawing !== null) {
      response.writeHead(200, { 'content-type': 'image/svg+xml' });
      response.end(drawing);
      return;
    }
    void answer(request)
      .catch(refused)
      .then(
        ({ status, body }) => {
          const type = status < 400 ? 'application/json' : 'application/problem+json';
          response.writeHead(status, { 'content-type': type });
          response.end(JSON.stringify(body));
        },
        (error: unknown) => {
          // a picture of a mistake in the fixtures is no picture: the run fails on the answer
          console.error(error);
          response.writeHead(500, { 'content-type': 'application/problem+json' });
          response.end(JSON.stringify(problem('internal').body));
        },
      );
  });
  const sockets = new Sockets(server, { path: REALTIME_PATH, addTrailingSlash: false });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      void sockets.close();
      server.closeAllConnections();
    },
  };
}
