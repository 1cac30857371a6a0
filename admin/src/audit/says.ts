import type { AuditLineView } from '@stoa/contracts/http/audit';
import { say, words } from '../words';

const t = words.audit;
const ACTIONS: Readonly<Record<string, string>> = t.actions;

/** What was done, in words; what this build does not know yet by its name. */
export const actionText = (action: string): string => ACTIONS[action] ?? action;

export function actorText({ actor, actingAs }: Pick<AuditLineView, 'actor' | 'actingAs'>): string {
  if (actor === null || actingAs === 'system') return t.system;
  return say(t.who, { name: actor.name ?? t.unknownActor, role: words.roles[actingAs] });
}

/** The page of what it was done to, where it has one. */
export function subjectPath({ kind, id }: AuditLineView['subject']): string | null {
  if (kind === 'person') return `/people/${id}`;
  if (kind === 'tutor') return `/approvals/${id}`;
  return kind === 'booking' ? `/bookings/${id}` : null;
}
