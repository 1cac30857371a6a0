import { TEST_CARDS, type TestCard } from '../stripe/cards';
import type { CheckoutSession } from '../stripe/objects';
import type { Internal } from '../stripe/store';
import { amount, cardNumber, instant } from './format';
import { html, type Html } from './html';
import { document } from './layout';

export interface CheckoutView {
  readonly session: CheckoutSession;
  readonly internal: Internal;
  /** what went wrong with the last try */
  readonly problem?: string | null;
}

export function checkoutPage(view: CheckoutView): string {
  const { session } = view;
  if (session.status === 'complete') return closedPage(session, 'The card company holds the money', 'good');
  if (session.status === 'expired') return closedPage(session, 'This payment page has closed', 'stop');
  const sum = amount(session.amount_total, session.currency);
  const body = html`<main class="narrow">
    <div class="grid pay">
      ${summary(view, sum)}
      <section class="card stack" aria-labelledby="how">
        <h2 id="how">Pay by card</h2>
        ${view.problem && problem(view.problem)} ${numberForm(view, sum)}
        <div>
          <h2>Or press a test card</h2>
          ${cardButtons(session)}
        </div>
      </section>
    </div>
  </main>`;
  return document({ title: `Pay ${sum}`, body });
}

function summary({ session, internal }: CheckoutView, sum: string): Html {
  const holds = internal.intentData?.['capture_method'] === 'manual';
  return html`<section class="stack" aria-labelledby="what">
    <h1 id="what">${internal.itemName ?? 'Payment'}</h1>
    <p class="amount">${sum}</p>
    ${holds &&
    html`<p>
      The amount is <strong>held</strong> on the card now and taken only when the other side accepts. If not, the hold
      is let go.
    </p>`}
    <p class="quiet">
      This page closes at
      <time datetime="${new Date(session.expires_at * 1000).toISOString()}">${instant(session.expires_at * 1000)}</time>
      on the town’s clock.
    </p>
    ${session.cancel_url !== null && html`<p><a href="${session.cancel_url}">Go back without paying</a></p>`}
  </section>`;
}

function numberForm(view: CheckoutView, sum: string): Html {
  const saves = view.internal.intentData?.['setup_future_usage'] !== undefined;
  return html`<form method="post" action="/checkout/${view.session.id}/pay" class="stack">
    <div>
      <label for="card">Card number</label>
      <input
        id="card"
        name="card"
        inputmode="numeric"
        autocomplete="off"
        required
        maxlength="23"
        value="${cardNumber('4242424242424242')}"
        aria-describedby="card-help"
      />
      <p class="help" id="card-help">Test numbers only. Any other number is refused and not kept.</p>
    </div>
    ${saves &&
    html`<p class="fine quiet">
      By paying you agree that this card is kept for later payments to this business, under the terms you agreed with
      it. You can have it removed at any time.
    </p>`}
    <button class="primary block" type="submit">Pay ${sum}</button>
  </form>`;
}

/** Most people need these; the rest is folded away. */
const SHOWN = 6;

function cardButtons(session: CheckoutSession): Html {
  const button = (card: TestCard) =>
    html`<li>
      <button type="submit" name="card" value="${card.number}">
        <span>${card.label}</span><b class="fine">${card.brand} …${card.number.slice(-4)}</b>
      </button>
    </li>`;
  return html`<form method="post" action="/checkout/${session.id}/pay" class="cards">
    <ul class="cards">
      ${TEST_CARDS.slice(0, SHOWN).map(button)}
    </ul>
    <details>
      <summary>More test cards</summary>
      <ul class="cards">
        ${TEST_CARDS.slice(SHOWN).map(button)}
      </ul>
    </details>
  </form>`;
}

function problem(message: string): Html {
  return html`<div class="notice stop" role="alert">
    <p><strong>${message}</strong></p>
    <p>Nothing was charged. Try another card.</p>
  </div>`;
}

/** The bank asks its customer: the page that some cards put in between. */
export function confirmPage({ session }: CheckoutView): string {
  const sum = amount(session.amount_total, session.currency);
  const body = html`<main class="narrow">
    <section class="card stack" aria-labelledby="ask">
      <p class="quiet">Your bank (played by the sandbox)</p>
      <h1 id="ask">Is this you paying ${sum}?</h1>
      <p>Some cards make their owner confirm every payment. The payment waits for your answer.</p>
      <form method="post" action="/checkout/${session.id}/confirm" class="row">
        <button class="primary" type="submit" name="answer" value="yes">Yes, confirm</button>
        <button type="submit" name="answer" value="no">No, refuse</button>
      </form>
    </section>
  </main>`;
  return document({ title: 'Confirm the payment', body });
}

function closedPage(session: CheckoutSession, heading: string, tone: 'good' | 'stop'): string {
  const paid = session.status === 'complete';
  const back = paid ? session.success_url.replace('{CHECKOUT_SESSION_ID}', session.id) : session.cancel_url;
  const text = paid
    ? `${amount(session.amount_total, session.currency)} was authorised here. Nothing more is to be done on this page.`
    : 'Its time was over, or it was closed by the shop. Nothing was charged.';
  const body = html`<main class="narrow">
    <section class="card stack">
      <h1>${heading}</h1>
      <div class="notice ${tone}"><p>${text}</p></div>
      ${back !== null && html`<p><a class="button primary" href="${back}">Go back</a></p>`}
    </section>
  </main>`;
  return document({ title: heading, body });
}

export function unknownPage(): string {
  const body = html`<main class="narrow">
    <section class="card stack">
      <h1>There is no such page</h1>
      <p>The address may be cut off, or the town was reset since. Nothing was charged.</p>
    </section>
  </main>`;
  return document({ title: 'Not found', body });
}
