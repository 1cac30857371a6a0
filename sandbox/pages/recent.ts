import type { CaughtMail } from '../inbox';
import type { Delivery } from '../recent';
import type { StripeObject } from '../stripe/objects';
import { amount, instant } from './format';
import { html, type Html } from './html';

type Tone = 'good' | 'waiting' | 'stopped';
const TONES: Readonly<Record<string, Tone>> = {
  open: 'waiting',
  complete: 'good',
  expired: 'stopped',
  requires_payment_method: 'waiting',
  requires_action: 'waiting',
  requires_capture: 'waiting',
  succeeded: 'good',
  canceled: 'stopped',
  pending: 'waiting',
  failed: 'stopped',
  waiting: 'waiting',
  held: 'waiting',
  delivered: 'good',
  lost: 'stopped',
};
const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', waiting: '◷', stopped: '✕' };

function badge(state: string): Html {
  const tone = TONES[state] ?? 'waiting';
  return html`<span class="badge is-${tone}"
    ><span aria-hidden="true">${SIGNS[tone]}</span> ${state.replaceAll('_', ' ')}</span
  >`;
}

export function objectsSection(objects: readonly StripeObject[]): Html {
  return html`<section class="card" aria-labelledby="objects">
    <h2 id="objects">At the card company</h2>
    ${objects.length === 0
      ? html`<p class="quiet">No payment page was opened yet.</p>`
      : html`<div class="scroll">
          <table class="folds">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">State</th>
                <th scope="col" class="number">Amount</th>
              </tr>
            </thead>
            <tbody>
              ${objects.map(objectRow)}
            </tbody>
          </table>
        </div>`}
  </section>`;
}

function objectRow(object: StripeObject): Html | null {
  if (object.object === 'checkout.session') {
    const name = object.url === null ? 'Payment page' : html`<a href="${object.url}">Payment page</a>`;
    return row(object.id, { name, state: object.status, sum: amount(object.amount_total, object.currency) });
  }
  if (object.object === 'payment_intent') {
    return row(object.id, { name: 'Payment', state: object.status, sum: amount(object.amount, object.currency) });
  }
  if (object.object !== 'refund') return null;
  return row(object.id, { name: 'Refund', state: object.status, sum: `−${amount(object.amount, object.currency)}` });
}

function row(id: string, { name, state, sum }: { name: string | Html; state: string; sum: string }): Html {
  return html`<tr>
    <td>${name}<br /><span class="code quiet">${id}</span></td>
    <td>${badge(state)}</td>
    <td class="number">${sum}</td>
  </tr>`;
}

export function mailsSection(mails: readonly CaughtMail[]): Html {
  return html`<section class="card" aria-labelledby="mails">
    <h2 id="mails"><a href="/inbox">Inbox</a></h2>
    ${mails.length === 0
      ? html`<p class="quiet">No mail was sent yet. Every mail of the town ends here; none leaves it.</p>`
      : html`<table class="folds">
          <caption class="sr">
            Newest mails
          </caption>
          <tbody>
            ${mails.map(
              (mail) =>
                html`<tr>
                  <td>
                    <a href="/inbox/${mail.id}">${mail.subject || '(no subject)'}</a><br /><span class="quiet fine"
                      >to ${mail.recipients.join(', ')}</span
                    >
                  </td>
                  <td class="number fine quiet">${instant(Date.parse(mail.receivedAt))}</td>
                </tr>`,
            )}
          </tbody>
        </table>`}
  </section>`;
}

export function deliveriesSection(deliveries: readonly Delivery[]): Html {
  return html`<section class="card" aria-labelledby="webhooks">
    <h2 id="webhooks">Webhooks</h2>
    ${deliveries.length === 0
      ? html`<p class="quiet">The card company has told nothing yet.</p>`
      : html`<div class="scroll">
          <table class="folds">
            <thead>
              <tr>
                <th scope="col">Event</th>
                <th scope="col">About</th>
                <th scope="col">State</th>
                <th scope="col">Last answer</th>
                <th scope="col"><span class="sr">Action</span></th>
              </tr>
            </thead>
            <tbody>
              ${deliveries.map(deliveryRow)}
            </tbody>
          </table>
        </div>`}
  </section>`;
}

function deliveryRow(delivery: Delivery): Html {
  const answer = delivery.lastStatus ?? delivery.lastError ?? '–';
  const tries = delivery.attempts > 1 ? ` · ${delivery.attempts} tries` : '';
  return html`<tr>
    <td>${delivery.eventType}<br /><span class="code quiet">${delivery.eventId}</span></td>
    <td class="code">${delivery.subject}</td>
    <td>
      ${badge(delivery.state)}
      ${delivery.fault !== null && html`<br /><span class="fine quiet">${delivery.fault.replaceAll('_', ' ')}</span>`}
    </td>
    <td>${answer}${tries}</td>
    <td class="number">
      <form method="post" action="/webhooks/redeliver">
        <button class="small" name="id" value="${delivery.id}" aria-label="Send again: ${delivery.eventType}">
          Send again
        </button>
      </form>
    </td>
  </tr>`;
}
