import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { SessionHint } from '../session/useMe';
import { dressed, renderPart } from '../ui/testing';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly ifMatch: string | null;
}
type Answer = readonly [status: number, body?: unknown];

/** An API that answers by the list, in order; what it was sent is kept. A request that is not on the list is a mistake. */
export function fakeApi(answers: Readonly<Record<string, readonly Answer[]>>): { readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const left = new Map(Object.entries(answers).map(([name, all]) => [name, [...all]]));
  globalThis.fetch = async (input) => {
    const request = input as Request;
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    const text = await request.text();
    const ifMatch = request.headers.get('If-Match');
    sent.push({ method: request.method, path, body: text === '' ? null : JSON.parse(text), ifMatch });
    const queue = left.get(`${request.method} ${path}`);
    const [status, body] = (queue && queue.length > 1 ? queue.shift() : queue?.[0]) ?? [404, { code: 'not_found' }];
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
    });
  };
  return { sent };
}

/** A refusal as the API writes it. */
export const refusal = (status: number, code: string, more: object = {}): Answer => [
  status,
  { type: 'about:blank', title: code, status, code, ...more },
];

/** Renders a page's part with everything it asks the API through. */
export const renderAsking = (part: ReactElement, { session = false } = {}): RenderResult =>
  renderPart(asking(part, session));

function asking(part: ReactElement, session = false): ReactElement {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  return (
    <QueryClientProvider client={client}>
      <SessionHint value={session}>{part}</SessionHint>
    </QueryClientProvider>
  );
}

/** A page as the server sent it, typed into before it comes alive. @param entered by the names of the fields */
export function renderTypedInto(part: ReactElement, entered: Readonly<Record<string, string>>): RenderResult {
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = renderToString(dressed(asking(part)));
  for (const [name, text] of Object.entries(entered))
    container.querySelector<HTMLInputElement>(`input[name=${name}]`)!.value = text;
  return renderPart(asking(part), {}, { container, hydrate: true });
}
