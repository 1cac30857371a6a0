import type { Fault, FaultKind } from '../stripe/faults';
import { API_FAULTS, WEBHOOK_FAULTS } from '../stripe/faults';
import { SUBSCRIBED } from '../stripe/deliveries';
import { OPERATIONS } from '../stripe/operations';
import { PAY_OPERATION } from '../stripe/pay';
import { html, type Html } from './html';

export const FAULT_WORDS: Readonly<Record<FaultKind, string>> = {
  decline: 'Card declined',
  error_500: 'Stripe answers 500, nothing happened',
  error_500_after_effect: 'Stripe answers 500 although it happened',
  timeout: 'Stripe does not answer, nothing happened',
  timeout_after_effect: 'Stripe does not answer although it happened',
  lost_response: 'The answer is lost after the effect',
  rate_limit: 'Stripe refuses: too many requests (429)',
  webhook_doubled: 'Webhook comes twice',
  webhook_late: 'Webhook comes 30 s late',
  webhook_out_of_order: 'Webhook is overtaken by the next one',
  webhook_lost: 'Webhook never comes',
};

export function faultsSection(faults: readonly Fault[]): Html {
  return html`<section class="card stack" aria-labelledby="faults">
    <div class="row between">
      <h2 id="faults">What goes wrong</h2>
      ${faults.length > 0 &&
      html`<form method="post" action="/faults/off">
        <button class="small" name="id" value="all">Switch all off</button>
      </form>`}
    </div>
    ${faults.length === 0
      ? html`<p class="quiet">Nothing: the card company behaves.</p>`
      : html`<ul class="cards">
          ${faults.map(active)}
        </ul>`}
    <form method="post" action="/faults" class="grid two">
      <div>
        <label for="kind">What</label>
        <select id="kind" name="kind">
          <optgroup label="Calls and cards">${API_FAULTS.map(option)}</optgroup>
          <optgroup label="Webhooks">${WEBHOOK_FAULTS.map(option)}</optgroup>
        </select>
      </div>
      <div>
        <label for="scope">Where</label>
        <select id="scope" name="scope">
          <option value="*">Everywhere</option>
          <optgroup label="Calls and cards">
            ${[PAY_OPERATION, ...OPERATIONS.map(({ name }) => name)].map(plain)}
          </optgroup>
          <optgroup label="Webhooks about">${[...SUBSCRIBED].map(plain)}</optgroup>
        </select>
      </div>
      <div>
        <label for="times">How often</label>
        <select id="times" name="times">
          <option value="1">The next one</option>
          <option value="3">The next three</option>
          <option value="">Until it is switched off</option>
        </select>
      </div>
      <div class="end"><button class="primary block" type="submit">Switch on</button></div>
    </form>
  </section>`;
}

const option = (kind: FaultKind) => html`<option value="${kind}">${FAULT_WORDS[kind]}</option>`;
const plain = (name: string) => html`<option value="${name}">${name}</option>`;

function active(fault: Fault): Html {
  const times = fault.remaining === null ? 'until switched off' : `${fault.remaining} more`;
  return html`<li class="row between">
    <span>
      <span class="badge is-stopped">● ${FAULT_WORDS[fault.kind]}</span>
      <span class="quiet fine">${fault.scope === '*' ? 'everywhere' : fault.scope} · ${times}</span>
    </span>
    <form method="post" action="/faults/off">
      <button class="small" name="id" value="${fault.id}" aria-label="Off: ${FAULT_WORDS[fault.kind]}">Off</button>
    </form>
  </li>`;
}
