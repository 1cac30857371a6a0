import type { Context } from 'koa';
import type { AuditEntry } from '../db/queries/audit';
import type { Person } from './person';

/** Who asks, by which request and when: what every entry of a request has in common. */
export function auditOf({
  me,
  ctx,
  now,
}: {
  readonly me: Pick<Person, 'id' | 'actingAs'>;
  readonly ctx: Context;
  readonly now: number;
}): Pick<AuditEntry, 'actorId' | 'actingAs' | 'at' | 'requestId'> {
  return { actorId: me.id, actingAs: me.actingAs, at: now, requestId: (ctx.state['requestId'] as string) ?? null };
}
