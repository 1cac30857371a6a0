import type { MoveState, Waiting } from '../clock';
import type { CaughtMail } from '../inbox';
import type { Delivery } from '../recent';
import type { Fault } from '../stripe/faults';
import type { StripeObject } from '../stripe/objects';
import { dayAndTime, duration } from './format';
import { faultsSection } from './faults';
import { html, type Html } from './html';
import { room } from './layout';
import { deliveriesSection, mailsSection, objectsSection } from './recent';

export interface ControlView {
  /** epoch ms of the town's clock */
  readonly now: number;
  readonly offsetMs: number;
  readonly move: MoveState;
  readonly waiting: readonly Waiting[];
  readonly faults: readonly Fault[];
  readonly objects: readonly StripeObject[];
  readonly deliveries: readonly Delivery[];
  readonly mails: readonly CaughtMail[];
  /** what could not be done with the last button, in words */
  readonly problem?: string | null;
}

export function controlPage(view: ControlView): string {
  const body = html`<h1>The town, from outside</h1>
    ${view.problem && html`<div class="notice stop" role="alert"><p>${view.problem}</p></div>`}
    <div class="grid two">${clockSection(view)} ${waitingSection(view)}</div>
    ${faultsSection(view.faults)}
    <div class="grid two">${objectsSection(view.objects)} ${mailsSection(view.mails)}</div>
    ${deliveriesSection(view.deliveries)}
    <p class="quiet fine">
      The town’s clock never goes back. To begin anew, stop the town and run <span class="code">npm run reset</span>: it
      empties bookings, money, mails and the clock.
    </p>`;
  return room('control', { title: 'Control', body, ...(view.move.moving && { refreshSeconds: 1 }) });
}

function clockSection(view: ControlView): Html {
  const { day, time } = dayAndTime(view.now);
  return html`<section class="card stack" aria-labelledby="clock">
    <h2 id="clock">The town’s clock</h2>
    <div>
      <p class="clock"><time datetime="${new Date(view.now).toISOString()}">${time}</time></p>
      <p>${day}, UTC</p>
      <p class="quiet">
        ${view.offsetMs < 1000
          ? 'It agrees with the clock on the wall.'
          : `${duration(view.offsetMs)} ahead of the clock on the wall.`}
      </p>
    </div>
    ${progress(view.move)}
    <form method="post" action="/clock" class="row" aria-label="Move the clock">
      <button class="primary" name="jump" value="hours:2">+2 hours</button>
      <button name="jump" value="hours:24">+1 day</button>
      <button name="jump" value="lesson">To the next lesson</button>
      <button name="jump" value="settlement">Past its settlement</button>
    </form>
    <form method="post" action="/clock" class="row" aria-label="Move the clock by any amount">
      <div>
        <label for="count" class="sr">How many</label
        ><input id="count" name="count" inputmode="numeric" pattern="[0-9]{1,4}" value="15" required size="4" />
      </div>
      <div>
        <label for="unit" class="sr">Unit</label>
        <select id="unit" name="unit">
          <option value="minutes">minutes</option>
          <option value="hours">hours</option>
          <option value="days">days</option>
        </select>
      </div>
      <button name="jump" value="any">Move forward</button>
    </form>
  </section>`;
}

function progress(move: MoveState): Html | null {
  if (move.moving) {
    const text = `${move.moved} of ${move.total} running workflows`;
    return html`<div role="status">
      <label for="moving">Moving: ${text}</label>
      <progress id="moving" max="${Math.max(1, move.total)}" value="${move.moved}">${text}</progress>
    </div>`;
  }
  if (move.startedAt === null) return null;
  if (move.stragglers.length === 0) {
    return html`<div class="notice good" role="status">
      <p>All ${move.total} running workflows moved along, in ${((move.tookMs ?? 0) / 1000).toFixed(1)} s.</p>
    </div>`;
  }
  return html`<div class="notice stop stack" role="alert">
    <p><strong>${move.stragglers.length} of ${move.total} running workflows did not move.</strong></p>
    <ul>
      ${move.stragglers
        .slice(0, 8)
        .map(
          (one) =>
            html`<li>
              <span class="code">${one.workflowId}</span> is ${duration(one.behindMs)} behind: ${one.reason}.
            </li>`,
        )}
    </ul>
    <form method="post" action="/clock"><button class="small" name="jump" value="again">Try them again</button></form>
  </div>`;
}

function waitingSection({ waiting, now }: ControlView): Html {
  const rows = waiting.slice(0, 6).map(
    (one) =>
      html`<tr>
        <td class="code">${one.workflowId}</td>
        <td>${one.state ?? '–'}</td>
        <td>${one.dueAt > now ? `in ${duration(one.dueAt - now)}` : 'now'}</td>
      </tr>`,
  );
  return html`<section class="card" aria-labelledby="waiting">
    <h2 id="waiting">What the bookings wait for</h2>
    ${rows.length === 0
      ? html`<p class="quiet">No running booking waits for the clock. Book a lesson, and its deadlines appear here.</p>`
      : html`<div class="scroll">
            <table class="folds">
              <thead>
                <tr>
                  <th scope="col">Workflow</th>
                  <th scope="col">State</th>
                  <th scope="col">Next deadline</th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>
          </div>
          ${waiting.length > 6 && html`<p class="quiet fine">and ${waiting.length - 6} more</p>`}`}
  </section>`;
}
