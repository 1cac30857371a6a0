import type { Call } from './call';
import { planDeliveries } from './deliveries';
import { head, type Kind, type OfKind, type StripeEvent } from './objects';
import { integer, list, optional, paging, read, text, type Tree } from './parameters';
import type { Condition } from './store';
import { API_VERSION } from './version';

/** Records what happened and plans its webhook, in the transaction of the change itself. */
export async function emit<K extends Exclude<Kind, 'event'>>(
  call: Call,
  type: string,
  object: OfKind<K>,
): Promise<void> {
  const event: StripeEvent = {
    ...head('event', call.now),
    type,
    api_version: API_VERSION,
    data: { object },
    pending_webhooks: 1,
    request: { id: call.requestId, idempotency_key: call.idempotencyKey },
  };
  await call.store.insert(event);
  await planDeliveries(call, event);
}

const SECONDS = integer({ min: 0, max: 99_999_999_999 });
const CREATED = { gt: optional(SECONDS), gte: optional(SECONDS), lt: optional(SECONDS), lte: optional(SECONDS) };
const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
const LIST = {
  ...paging,
  created: optional((value: string | Tree, path: string) =>
    typeof value === 'string' ? { gte: SECONDS(value, path), lte: SECONDS(value, path) } : read(CREATED, value, path),
  ),
  type: optional(text(100)),
  types: optional(list(text(100), { min: 1, max: 20 })),
};
/** Stripe shows events of the last 30 days. */
const KEPT_SECONDS = 30 * 24 * 3600;

export async function listEvents(call: Call, tree: Tree): Promise<object> {
  const asked = read(LIST, tree);
  const types = asked.types ?? (asked.type ? [asked.type] : null);
  const where = bounds(call.now, asked.created ?? {}, types);
  return { object: 'list', url: '/v1/events', ...(await call.store.page('event', { paging: asked, where })) };
}

function bounds(
  now: number,
  created: Partial<Record<keyof typeof OPERATORS, number>>,
  types: readonly string[] | null,
): Condition {
  const values: unknown[] = [now - KEPT_SECONDS];
  let sql = ' AND created >= $2';
  for (const [name, operator] of Object.entries(OPERATORS)) {
    const seconds = created[name as keyof typeof OPERATORS];
    if (seconds === undefined) continue;
    values.push(seconds);
    sql += ` AND created ${operator} $${values.length + 1}`;
  }
  if (types) {
    // a trailing star asks for a family: `checkout.*`
    values.push(types.map((type) => type.replaceAll('_', '\\_').replace(/\*$/, '%')));
    sql += ` AND data->>'type' LIKE ANY($${values.length + 1}::text[])`;
  }
  return { sql, values };
}
