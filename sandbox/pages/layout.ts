import { html, type Html } from './html';

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** reload after so many seconds: for what moves while one looks */
  readonly refreshSeconds?: number;
}

const FLAG = 'Sandbox · a stand-in for the outside companies · no real card, no real money';

export function document({ title, body, refreshSeconds }: Page): string {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}" />`}
        <title>${title} · Sandbox</title>
        <link rel="stylesheet" href="/assets/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header class="flag">${FLAG}</header>
        ${body}
      </body>
    </html>`.text;
}

/** A page of the control room, with the ways to the others. */
export function room(current: 'control' | 'inbox', page: Page): string {
  const link = (name: typeof current, href: string, text: string) =>
    html`<a href="${href}" ${name === current && html`aria-current="page"`}>${text}</a>`;
  const body = html`<nav class="nav" aria-label="Sandbox">
      <div>${link('control', '/', 'Control')} ${link('inbox', '/inbox', 'Inbox')}</div>
    </nav>
    <main class="wide stack">${page.body}</main>`;
  return document({ ...page, body });
}
