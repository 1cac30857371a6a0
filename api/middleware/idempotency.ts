import type { Context } from 'koa';
import { canonicalJson } from '@stoa/domain/policies';
import { claimKey, forgetKey, keepAnswer } from '../../db/queries/idempotency';
import { sha256, updateIdFor } from '../../platform/hashing';
import type { House } from '../house';
import type { Operation, Repeat } from '../operation';
import { Refusal } from '../refusal';
import type { Person } from '../person';
import type { Input } from './input';

const KEY = /^[\x21-\x7e]{8,128}$/;
/** Longer than any client repeats a request, and than the card company remembers its own keys. */
const KEPT_MS = 7 * 24 * 60 * 60_000;

interface Keyed {
  readonly operation: Operation;
  readonly me: Person;
  readonly input: Input;
  readonly house: House;
}

function keyOf(ctx: Context): string {
  const key = ctx.get('Idempotency-Key');
  if (key === '') throw new Refusal('idempotency_key_required');
  if (KEY.test(key)) return key;
  throw new Refusal('request_invalid', {
    fields: [{ path: 'header.Idempotency-Key', message: 'is 8 to 128 visible ASCII characters' }],
  });
}

/** Whether a refusal says for certain that nothing was done, so that the key is free for a corrected request. */
function leftNoTrace(error: unknown): boolean {
  return error instanceof Refusal && error.code !== 'outcome_unknown' && error.code !== 'temporarily_unavailable';
}

/**
 * Binds the caller's key to this request while it is carried out. The answer itself is not kept, only that there was one:
 * Temporal carries a repeat out once, by its update id, and it is answered with the booking as it stands.
 * @throws Refusal `idempotency_key_required` · `idempotency_key_reused`
 */
export async function oncePerKey<T>(ctx: Context, keyed: Keyed, work: (repeat: Repeat) => Promise<T>): Promise<T> {
  const { operation, me, input, house } = keyed;
  const owned = { personId: me.id, key: keyOf(ctx) };
  const state = await claimKey(house.db, {
    ...owned,
    requestHash: sha256(canonicalJson([operation.id, input.params, input.body])),
    at: Date.now(),
    // never taken over: a repeat of what was never answered asks Temporal for its outcome first
    claimMs: KEPT_MS,
    keepMs: KEPT_MS,
  });
  if (state.kind === 'reused') throw new Refusal('idempotency_key_reused');
  try {
    const value = await work({
      updateId: updateIdFor(me.id, owned.key),
      seen: state.kind !== 'yours',
      done: state.kind === 'answered',
    });
    if (state.kind !== 'answered') await keepAnswer(house.db, owned, { status: operation.answer.status, body: null });
    return value;
  } catch (error) {
    if (state.kind === 'yours' && leftNoTrace(error)) await forgetKey(house.db, owned);
    throw error;
  }
}
