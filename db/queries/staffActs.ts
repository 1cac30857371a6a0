import type { ErrorCode } from '@stoa/domain/errors';
import type { Role, StaffRole } from '@stoa/domain/permissions';
import {
  disableRefusal,
  enableRefusal,
  grantRefusal,
  impersonateRefusal,
  revokeRefusal,
  type StaffMember,
  type Subject,
} from '@stoa/domain/staff';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { recordAudit, type AuditEntry } from './audit';
import { PersonRoleModel } from '../models/person';

/** What every act of the staff on a person brings: who, to whom, why and when. */
export interface StaffAct extends Pick<AuditEntry, 'actorId' | 'actingAs' | 'at' | 'requestId'> {
  readonly actorId: string;
  readonly actingAs: StaffRole;
  readonly personId: string;
  readonly reason: string;
}

export type StaffActResult = { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode };

/** How the two stand to each other now. Null: there is no such person. */
export async function staffFactsFor(
  db: Db,
  { actorId, actingAs, personId }: Pick<StaffAct, 'actorId' | 'actingAs' | 'personId'>,
): Promise<{ readonly actor: StaffMember; readonly subject: Subject } | null> {
  const [row] = await rows<{ roles: Role[]; disabled: boolean; erased: boolean; lastOf: Role[]; holdsIt: boolean }>(
    db,
    `SELECT ARRAY(SELECT role FROM person_roles WHERE person_id = p.id ORDER BY role) AS roles,
       p.disabled_at IS NOT NULL AS disabled, p.deleted_at IS NOT NULL AS erased,
       ARRAY(SELECT r.role FROM person_roles r WHERE r.person_id = p.id AND NOT EXISTS (
         SELECT FROM person_roles o JOIN people op ON op.id = o.person_id
         WHERE o.role = r.role AND o.person_id <> p.id AND op.disabled_at IS NULL)) AS "lastOf",
       EXISTS (SELECT FROM person_roles a JOIN people ap ON ap.id = a.person_id
         WHERE a.person_id = ? AND a.role = ? AND ap.disabled_at IS NULL) AS "holdsIt"
     FROM people p WHERE p.id = ?`,
    [actorId, actingAs, personId],
  );
  if (row === undefined) return null;
  const { holdsIt, ...subject } = row;
  return { actor: { id: actorId, actingAs, holdsIt }, subject: { id: personId, ...subject } };
}

/** Ends every sign-in of a person in these apps, and what they look at with others' eyes. */
async function endSignIns(trx: Trx, act: StaffAct, how: { apps: readonly string[]; reason: string }): Promise<void> {
  await trx.raw(
    `UPDATE sign_in_families SET ended_at = ?, ended_reason = ?
     WHERE ended_at IS NULL AND ((person_id = ? AND app = ANY(?)) OR impersonated_by = ?)`,
    // sign-ins live by the system's clock
    [new Date(), how.reason, act.personId, [...how.apps], act.personId],
  );
}

interface Act {
  readonly action: string;
  readonly details?: AuditEntry['details'];
  readonly refusal: (actor: StaffMember, subject: Subject) => ErrorCode | null;
  readonly change: (trx: Trx, subject: Subject) => Promise<void>;
}

/**
 * One act on roles or account states after the other, all under one lock: two admins who take each other's role at once
 * would each find the other still there, and leave nobody.
 */
async function act(db: Db, by: StaffAct, { action, details, refusal, change }: Act): Promise<StaffActResult> {
  return inTransaction(db, { lockMs: 2_000, statementMs: 3_000 }, async (trx) => {
    await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended('staff acts', 0))`);
    const facts = await staffFactsFor(trx, by);
    if (facts === null) return { ok: false, code: 'person_not_found' };
    const code = refusal(facts.actor, facts.subject);
    if (code !== null) return { ok: false, code };
    await change(trx, facts.subject);
    const { actorId, actingAs, at, requestId, reason, personId } = by;
    const subject = { kind: 'person', id: personId } as const;
    await recordAudit(trx, { actorId, actingAs, at, requestId, reason, action, subject, details: details ?? {} });
    return { ok: true };
  });
}

/**
 * Grants a role of the staff. Refused as `grantRefusal` says, decided again under the lock; `person_not_found`.
 */
export function grantRole(db: Db, by: StaffAct, role: StaffRole): Promise<StaffActResult> {
  return act(db, by, {
    action: 'role.grant',
    details: { role },
    refusal: (actor, subject) => grantRefusal(actor, subject, role),
    change: async (trx) => {
      const { personId, actorId, at } = by;
      await PersonRoleModel.query(trx).insert({ personId, role, grantedAt: new Date(at), grantedBy: actorId });
      // whoever is staff is looked at no more with staff's eyes
      await trx.raw(
        `UPDATE sign_in_families SET ended_at = ?, ended_reason = 'role_granted'
         WHERE ended_at IS NULL AND person_id = ? AND impersonated_by IS NOT NULL`,
        [new Date(), personId],
      );
    },
  });
}

/** Takes a role of the staff away and ends the person's sign-ins of the console. Refused as `revokeRefusal` says. */
export function revokeRole(db: Db, by: StaffAct, role: StaffRole): Promise<StaffActResult> {
  return act(db, by, {
    action: 'role.revoke',
    details: { role },
    refusal: (actor, subject) => revokeRefusal(actor, subject, role),
    change: async (trx) => {
      await PersonRoleModel.query(trx).delete().where({ person_id: by.personId, role });
      await endSignIns(trx, by, { apps: ['admin'], reason: 'role_revoked' });
    },
  });
}

/** Closes an account for sign-ins and ends those it has. Refused as `disableRefusal` says. */
export function disableAccount(db: Db, by: StaffAct): Promise<StaffActResult> {
  return act(db, by, {
    action: 'person.disable',
    refusal: disableRefusal,
    change: async (trx) => {
      await trx.raw(`UPDATE people SET disabled_at = ? WHERE id = ?`, [new Date(by.at), by.personId]);
      await endSignIns(trx, by, { apps: ['web', 'admin'], reason: 'disabled' });
    },
  });
}

/** Opens a closed account again; the person signs in anew. Refused as `enableRefusal` says. */
export function enableAccount(db: Db, by: StaffAct): Promise<StaffActResult> {
  return act(db, by, {
    action: 'person.enable',
    refusal: enableRefusal,
    change: async (trx) => {
      await trx.raw(`UPDATE people SET disabled_at = NULL WHERE id = ?`, [by.personId]);
    },
  });
}

export interface Impersonation {
  readonly familyId: string;
  readonly codeHash: string;
  /** epoch ms on the system's clock, as all of a sign-in */
  readonly startedAt: number;
  readonly codeExpiresAt: number;
  readonly endsAt: number;
}

/** Makes a marked sign-in of the web app and the code that hands it over. Refused as `impersonateRefusal` says. */
export function impersonate(db: Db, by: StaffAct, view: Impersonation): Promise<StaffActResult> {
  const minutes = Math.round((view.endsAt - view.startedAt) / 60_000);
  return act(db, by, {
    action: 'person.impersonate',
    details: { minutes },
    refusal: (actor, subject) => impersonateRefusal(actor, subject, minutes),
    change: async (trx) => {
      await trx.raw(
        `INSERT INTO sign_in_families (id, person_id, app, created_at, last_used_at, impersonated_by, impersonated_as, ends_at)
         VALUES (:id, :person, 'web', :at, :at, :by, :role, :end)`,
        {
          id: view.familyId,
          person: by.personId,
          at: new Date(view.startedAt),
          by: by.actorId,
          role: by.actingAs,
          end: new Date(view.endsAt),
        },
      );
      await trx.raw(`INSERT INTO impersonation_codes (code_hash, family_id, expires_at) VALUES (?, ?, ?)`, [
        view.codeHash,
        view.familyId,
        new Date(view.codeExpiresAt),
      ]);
    },
  });
}
