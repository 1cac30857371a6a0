import { type NextRequest, NextResponse } from 'next/server';

/** Between two hops each connection speaks for itself; the body is passed on unpacked, and Next packs it for the browser. */
const HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'content-length', 'expect', 'host'];

function without(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of HOP) kept.delete(name);
  return kept;
}

const unreachable = () =>
  NextResponse.json(
    { type: 'about:blank', title: 'The API does not answer', status: 503, code: 'temporarily_unavailable' },
    { status: 503, headers: { 'content-type': 'application/problem+json' } },
  );

/**
 * One origin for the browser: `/api` and the socket's path go on to the API. Its address is read with every request,
 * because one build must run against any installation. Plain requests are passed on here and not by a rewrite, which
 * would tell the API's inner address to the browser in a header; an upgrade to a WebSocket can only be rewritten.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const api = process.env['API_URL'];
  if (!api) return unreachable();
  const target = new URL(request.nextUrl.pathname + request.nextUrl.search, api);
  if (request.headers.get('upgrade')?.toLowerCase() === 'websocket') return NextResponse.rewrite(target);
  const headers = without(request.headers);
  headers.set('accept-encoding', 'identity');
  try {
    const answer = await fetch(target, {
      method: request.method,
      headers,
      body: request.body,
      redirect: 'manual',
      cache: 'no-store',
      signal: request.signal,
      duplex: 'half',
    } as RequestInit);
    return new NextResponse(answer.body, { status: answer.status, headers: without(answer.headers) });
  } catch {
    return unreachable();
  }
}

export const config = { matcher: ['/api/:path*', '/realtime'] };
