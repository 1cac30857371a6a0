import { type NextRequest, NextResponse } from 'next/server';

/**
 * One origin for the browser: `/api` and the socket's path go on to the API, whose address is read with every request
 * because a build must run against any installation.
 */
export function proxy(request: NextRequest): NextResponse {
  const api = process.env['API_URL'];
  if (!api) return NextResponse.json({ code: 'temporarily_unavailable', status: 503 }, { status: 503 });
  const answer = NextResponse.rewrite(new URL(request.nextUrl.pathname + request.nextUrl.search, api));
  return answer;
}

export const config = { matcher: ['/api/:path*', '/realtime'] };
