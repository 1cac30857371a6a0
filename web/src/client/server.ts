import { createApiClient } from '@stoa/contracts/http/client.gen';
import { dehydrate, type DehydratedState, QueryClient } from '@tanstack/react-query';
import { isZone } from '@stoa/contracts/words/zones';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { ACTING_COOKIE, isActing, SIGNED_IN_COOKIE, ZONE_COOKIE } from './acting';
import { type Ask, asks } from './asks';
import { unreachable } from './problem';
import { dataOf } from './send';

/** A page never waits longer than this for data it can fetch in the browser as well. */
const PATIENCE_MS = 1_200;

/** Sends one request for the page being rendered, as the person whose cookies came with it. */
export async function sendOnServer<T>(ask: Ask<T>): Promise<T> {
  const base = process.env['API_URL'];
  if (!base) throw unreachable();
  const [jar, incoming] = [await cookies(), await headers()];
  const role = jar.get(ACTING_COOKIE)?.value;
  const api = createApiClient('web', {
    baseUrl: `${base.replace(/\/$/, '')}/api/v1`,
    cache: 'no-store',
    headers: {
      cookie: jar.toString(),
      'x-forwarded-for': incoming.get('x-forwarded-for') ?? '',
      ...(isActing(role) ? { 'X-Acting-As': role } : {}),
    },
  });
  const answered = await ask(api, AbortSignal.timeout(PATIENCE_MS)).catch(() => {
    throw unreachable();
  });
  return dataOf(answered);
}

interface Prefetchable {
  readonly queryKey: readonly unknown[];
  readonly meta?: Record<string, unknown> | undefined;
  /** set when the page has it already */
  readonly data?: unknown;
}

async function answerTo({ data, meta }: Prefetchable): Promise<unknown> {
  if (data !== undefined) return data;
  const answer = await sendOnServer(meta?.['ask'] as Ask<unknown>);
  return meta?.['isPaged'] ? { pages: [answer], pageParams: [null] } : answer;
}

/** Fetches what a page starts with; what fails here is fetched again in the browser, which can renew a sign-in. */
export async function prefetched(...wanted: readonly Prefetchable[]): Promise<DehydratedState> {
  const client = new QueryClient();
  await Promise.all(
    wanted.map((query) =>
      client.prefetchQuery({
        queryKey: query.queryKey,
        queryFn: () => answerTo(query),
        retry: false,
      }),
    ),
  );
  return dehydrate(client);
}

/** Whether a sign-in came with the request; it may still turn out to be expired. */
export async function hasSession(): Promise<boolean> {
  const jar = await cookies();
  return jar.has('stoa_web_at') || jar.has(SIGNED_IN_COOKIE);
}

/** Who asks, once per page; null for a stranger and for a sign-in that only the browser can renew. */
export const currentMe = cache(async () => {
  if (!(await hasSession())) return null;
  return sendOnServer(asks.me()).catch(() => null);
});

/** The zone a page is written in: the saved one, otherwise the one an earlier page learned from the browser. */
export async function readerZone(): Promise<string | null> {
  const zone = (await currentMe())?.zone ?? (await cookies()).get(ZONE_COOKIE)?.value;
  return zone && isZone(zone) ? zone : null;
}
