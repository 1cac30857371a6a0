import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { spendAttempt, startAttempt } from '../db/queries/identities';
import { sha256 } from '../platform/hashing';
import type { Audience } from './access';
import { bindingCookie, setBinding } from './cookies';
import type { House } from './house';
import type { Binding, BroughtBack, Identity, IdentityDesk } from './identityDesk';
import { found, Refusal } from './refusal';

/** How long somebody may take at the other company. */
const ATTEMPT_MS = 10 * 60_000;
const COME_BACK = '/sign-in/google';

interface Place {
  readonly ctx: Context;
  readonly audience: Audience;
  readonly house: House;
  /** whose account is to be linked; null: somebody signs in */
  readonly personId: string | null;
}

/**
 * Nonce and verifier follow from the state and from what the browser alone keeps, by the house's secret: neither has to
 * be stored, and an answer to one attempt fits no other.
 */
function bindingFor({ house, audience }: Place, state: string, browser: string): Binding {
  return {
    state,
    nonce: house.tokens.derive(`nonce ${state} ${browser}`),
    verifier: house.tokens.derive(`verifier ${state} ${browser}`),
    redirectUri: `${house.origins[audience]}${COME_BACK}`,
  };
}

const offered = (house: House): IdentityDesk => found(house.identities, 'identity_not_offered');
const cookiePlace = ({ house, audience }: Place) => ({
  audience,
  secure: house.origins[audience].startsWith('https:'),
});

/**
 * Where to send the browser, which is marked so that nobody else can end what it began.
 * @throws Refusal `identity_not_offered` · `identity_unavailable`
 */
export async function beginIdentity(place: Place): Promise<string> {
  const { house, ctx, audience, personId } = place;
  const desk = offered(house);
  const state = randomBytes(32).toString('base64url');
  const browser = randomBytes(32).toString('base64url');
  const address = found(await desk.addressFor(bindingFor(place, state, browser)), 'identity_unavailable');
  await startAttempt(house.db, {
    stateHash: sha256(state),
    browserHash: sha256(browser),
    app: audience,
    personId,
    expiresAt: Date.now() + ATTEMPT_MS,
  });
  setBinding(ctx, { value: browser, seconds: ATTEMPT_MS / 1000 }, cookiePlace(place));
  return address;
}

/**
 * Who came back. The attempt is spent before the other company is asked: what was overheard is worth nothing.
 * @throws Refusal `identity_state_unknown` · `identity_unavailable` · `identity_refused` · `identity_email_unverified`
 */
export async function finishIdentity(place: Place, brought: BroughtBack): Promise<Identity> {
  const { house, ctx, audience, personId } = place;
  const desk = offered(house);
  const browser = found(bindingCookie(ctx.get('Cookie'), audience), 'identity_state_unknown');
  const attempt = { stateHash: sha256(brought.state), browserHash: sha256(browser), app: audience, personId };
  if (!(await spendAttempt(house.db, { ...attempt, at: Date.now() }))) throw new Refusal('identity_state_unknown');
  setBinding(ctx, { value: '', seconds: 0 }, cookiePlace(place));
  const answer = await desk.identify(brought, bindingFor(place, brought.state, browser));
  if (answer.kind !== 'known') throw new Refusal(`identity_${answer.kind}`);
  if (!answer.identity.emailVerified) throw new Refusal('identity_email_unverified');
  return answer.identity;
}
