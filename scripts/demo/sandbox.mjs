/** The town's outside world: the card page without a browser, and the clock. */
import { Refused, until } from './person.mjs';

const CARD = '4242424242424242';

export class Sandbox {
  constructor(origin) {
    this.origin = origin;
  }

  /** Pays a hosted page as somebody with this card would. */
  async pay(pageUrl, card = CARD) {
    const [id] = /cs_\w+/.exec(pageUrl) ?? [];
    if (!id) throw new Refused(`there is no payment page at ${pageUrl}`);
    const { result } = await this.#post(`/control/checkout/${id}/pay`, { card });
    if (result !== 'paid') throw new Refused(`the card was not charged: ${result}`);
  }

  /** Moves the town to an instant. Every running booking has lived through it when this resolves. */
  async moveTo(instant) {
    await this.#post('/control/clock/advance', { to: new Date(instant).toISOString() });
    await until('clock to arrive', async () => Date.parse((await this.#get('/control/clock')).now) >= instant);
  }

  async now() {
    return Date.parse((await this.#get('/control/clock')).now);
  }

  async #get(path) {
    return this.#send(path, {});
  }

  async #post(path, body) {
    return this.#send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #send(path, options) {
    const response = await fetch(this.origin + path, { ...options, signal: AbortSignal.timeout(40_000) });
    const answer = await response.json();
    if (!response.ok)
      throw new Refused(`the sandbox at ${path}: ${response.status} ${answer.error ?? answer.message ?? ''}`);
    return answer;
  }
}
