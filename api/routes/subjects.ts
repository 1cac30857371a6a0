import { ReasonBody } from '@stoa/contracts/http/people';
import { Id } from '@stoa/contracts/http/shared';
import {
  CataloguePage,
  CatalogueSubjectView,
  ListCatalogueQuery,
  SubjectBody,
  SubjectChoices,
} from '@stoa/contracts/http/subjects';
import { z } from 'zod';
import * as subjects from '../../db/queries/subjects';
import { newId } from '../../platform/ids';
import { TUTORS } from '../access';
import { auditOf } from '../audit';
import type { House } from '../house';
import { operation, type Operation } from '../operation';
import { instant, instantOrNull } from '../presenters/values';
import { found, Refusal } from '../refusal';

const tag = 'Subjects';
const LIST = 'catalogue';
const SubjectParams = z.strictObject({ subjectId: Id });
const CataloguePlace = z.object({ name: z.string(), tutors: z.int(), id: z.string() });

const present = (subject: subjects.CatalogueSubject): z.output<typeof CatalogueSubjectView> => ({
  ...subject,
  retiredAt: instantOrNull(subject.retiredAt),
});

/** The subject as it stands after a change. @throws Refusal with the code the change was refused with */
async function changed(house: House, subjectId: string, change: Promise<subjects.CatalogueResult>) {
  const result = await change;
  if (result !== 'done') throw new Refusal(result);
  return present(found(await subjects.findCatalogueSubject(house.db, subjectId), 'subject_not_found'));
}

const listCatalogue = operation(
  {
    id: 'listCatalogue',
    method: 'get',
    path: '/staff/subjects',
    tag,
    summary: 'The catalogue of subjects, retired ones too',
    query: ListCatalogueQuery,
    answer: { status: 200, schema: CataloguePage },
    errors: ['cursor_invalid'],
    permission: 'subject.edit',
    rate: 'read',
  },
  async ({ query: { cursor, limit, q, state, sort }, now }, house) => {
    const list = `${LIST}:${sort}`;
    const after = house.cursors.read(list, cursor, CataloguePlace);
    const items = await subjects.listCatalogue(house.db, { q, state, sort, after, limit });
    const last = items.at(-1);
    const place = last && { name: last.name, tutors: last.tutors, id: last.id };
    return {
      items: items.map(present),
      nextCursor: place && items.length === limit ? house.cursors.write(list, place) : null,
      asOf: instant(now),
    };
  },
);

const createSubject = operation(
  {
    id: 'createSubject',
    method: 'post',
    path: '/staff/subjects',
    tag,
    summary: 'Add a subject to the catalogue',
    body: SubjectBody,
    answer: { status: 201, schema: CatalogueSubjectView },
    errors: ['subject_exists'],
    permission: 'subject.edit',
    rate: 'write',
  },
  async (asked, house) => {
    const id = newId();
    return changed(house, id, subjects.createSubject(house.db, auditOf(asked), { id, name: asked.body.name }));
  },
);

const renameSubject = operation(
  {
    id: 'renameSubject',
    method: 'post',
    path: '/staff/subjects/{subjectId}/rename',
    tag,
    summary: 'Rename a subject, on every profile that has it; its address stays',
    params: SubjectParams,
    body: SubjectBody,
    answer: { status: 200, schema: CatalogueSubjectView },
    errors: ['subject_not_found', 'subject_exists'],
    permission: 'subject.edit',
    rate: 'write',
  },
  async (asked, house) => {
    const { subjectId: id } = asked.params;
    return changed(house, id, subjects.renameSubject(house.db, auditOf(asked), { id, name: asked.body.name }));
  },
);

const retireSubject = operation(
  {
    id: 'retireSubject',
    method: 'post',
    path: '/staff/subjects/{subjectId}/retire',
    tag,
    summary: 'Offer a subject to no new profile; those that have it keep it',
    params: SubjectParams,
    body: ReasonBody,
    answer: { status: 200, schema: CatalogueSubjectView },
    errors: ['subject_not_found', 'subject_already_retired'],
    permission: 'subject.edit',
    rate: 'write',
  },
  async (asked, house) => {
    const { subjectId: id } = asked.params;
    const by = { ...auditOf(asked), reason: asked.body.reason };
    return changed(house, id, subjects.retireSubject(house.db, by, { id, retire: true }));
  },
);

const restoreSubject = operation(
  {
    id: 'restoreSubject',
    method: 'post',
    path: '/staff/subjects/{subjectId}/restore',
    tag,
    summary: 'Offer a retired subject again',
    params: SubjectParams,
    body: ReasonBody,
    answer: { status: 200, schema: CatalogueSubjectView },
    errors: ['subject_not_found', 'subject_not_retired', 'subject_exists'],
    permission: 'subject.edit',
    rate: 'write',
  },
  async (asked, house) => {
    const { subjectId: id } = asked.params;
    const by = { ...auditOf(asked), reason: asked.body.reason };
    return changed(house, id, subjects.retireSubject(house.db, by, { id, retire: false }));
  },
);

const listSubjectChoices = operation(
  {
    id: 'listSubjectChoices',
    method: 'get',
    path: '/me/tutor/subject-choices',
    tag,
    summary: 'Subjects a tutor can put on their profile: those offered, and the retired ones it has already',
    answer: { status: 200, schema: SubjectChoices },
    access: TUTORS,
    rate: 'read',
  },
  async ({ me, now }, house) => ({ items: await subjects.subjectChoicesFor(house.db, me.id), asOf: instant(now) }),
);

export const subjectOperations: readonly Operation[] = [
  listCatalogue,
  createSubject,
  renameSubject,
  retireSubject,
  restoreSubject,
  listSubjectChoices,
];
