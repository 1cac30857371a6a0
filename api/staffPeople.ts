import type { StaffPersonView } from '@stoa/contracts/http/people';
import type { StaffRole } from '@stoa/domain/permissions';
import type { Context } from 'koa';
import { listAccess } from '../db/queries/accessLog';
import { listAudit } from '../db/queries/audit';
import { staffFactsFor, type StaffAct, type StaffActResult } from '../db/queries/staffActs';
import { findStaffPerson } from '../db/queries/staffPeople';
import { auditOf } from './audit';
import type { House } from './house';
import type { Person } from './person';
import { presentStaffPerson } from './presenters/people';
import { found, Refusal } from './refusal';

const LATEST = 20;

interface Asking {
  readonly me: Person;
  readonly ctx: Context;
  readonly now: number;
}

/** A person's page as it stands. @throws Refusal `person_not_found` */
export async function viewStaffPerson(house: House, personId: string, { me, now }: Asking): Promise<StaffPersonView> {
  const { db } = house;
  const actor = { actorId: me.id, actingAs: me.actingAs as StaffRole };
  const [person, facts, access, audit] = await Promise.all([
    findStaffPerson(db, personId),
    staffFactsFor(db, { ...actor, personId }),
    listAccess(db, { personId, beforeSeq: null, limit: LATEST }),
    listAudit(db, { filters: { subjectId: personId }, beforeSeq: null, limit: LATEST }),
  ]);
  const detail = { person: found(person, 'person_not_found'), access, audit };
  return presentStaffPerson({ ...detail, ...found(facts, 'person_not_found') }, now);
}

/** Who acts on whom, and why, as the queries take it. */
export function staffAct(asking: Asking, personId: string, reason: string): StaffAct {
  const { me } = asking;
  return { ...auditOf(asking), actorId: me.id, actingAs: me.actingAs as StaffRole, personId, reason };
}

/** What was done. @throws Refusal with the code it was refused with */
export function carriedOut(result: StaffActResult): void {
  if (!result.ok) throw new Refusal(result.code);
}
