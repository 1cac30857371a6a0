import type { CaughtMail } from '../inbox';
import { instant } from './format';
import { html, type Html } from './html';
import { room } from './layout';

export function inboxPage({ mails, search }: { mails: readonly CaughtMail[]; search: string }): string {
  const body = html`<h1>Inbox</h1>
    <form method="get" action="/inbox" role="search" class="row">
      <div><label for="q">Search</label><input id="q" type="search" name="q" value="${search}" /></div>
      <button type="submit">Find</button>
    </form>
    <section class="card" aria-label="Mails">
      ${mails.length === 0
        ? nothing(search)
        : html`<table class="folds">
            <thead>
              <tr>
                <th scope="col">Subject</th>
                <th scope="col">To</th>
                <th scope="col" class="number">Received, town’s clock</th>
              </tr>
            </thead>
            <tbody>
              ${mails.map(row)}
            </tbody>
          </table>`}
    </section>`;
  return room('inbox', { title: 'Inbox', body });
}

function nothing(search: string): Html {
  return search === ''
    ? html`<p class="quiet">No mail was sent yet. Every mail of the town ends here; none leaves it.</p>`
    : html`<p class="quiet">No mail has “${search}” in it. <a href="/inbox">Show all</a></p>`;
}

function row(mail: CaughtMail): Html {
  return html`<tr>
    <td><a href="/inbox/${mail.id}">${mail.subject || '(no subject)'}</a></td>
    <td>${mail.recipients.join(', ')}</td>
    <td class="number">${instant(Date.parse(mail.receivedAt))}</td>
  </tr>`;
}

export function mailPage(mail: CaughtMail): string {
  const body = html`<p><a href="/inbox">← Inbox</a></p>
    <h1>${mail.subject || '(no subject)'}</h1>
    <p class="quiet">From ${mail.sender} to ${mail.recipients.join(', ')} · ${instant(Date.parse(mail.receivedAt))}</p>
    ${mail.html !== null &&
    html`<iframe title="The mail as its reader sees it" sandbox src="/inbox/${mail.id}/html"></iframe>`}
    <section class="card" aria-label="Text">
      <h2>Text</h2>
      <pre>${linked(mail.text)}</pre>
    </section>`;
  return room('inbox', { title: mail.subject || 'Mail', body });
}

/** A mail's addresses of the web can be followed, as in any mail reader; everything else stays text. */
function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));
}
