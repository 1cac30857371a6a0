import { z } from 'zod';
import { Id, Instant, PageQuery, pageOf } from './shared';

export const ListCatalogueQuery = PageQuery.extend({
  q: z.string().trim().min(1).max(80).optional().meta({ description: 'a part of a name' }),
  state: z.enum(['offered', 'retired']).optional(),
  sort: z.enum(['name', '-name', '-tutors', 'tutors']).default('name'),
});
export const CatalogueSubjectView = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    /** null: offered to new profiles */
    retiredAt: Instant.nullable(),
    /** profiles that have it */
    tutors: z.int(),
  })
  .meta({ id: 'CatalogueSubject' });
export const CataloguePage = pageOf(CatalogueSubjectView).meta({ id: 'CataloguePage' });
/** A name that people can read: something visible, on one line. */
const Name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, { message: 'is one line of visible characters' });
export const SubjectBody = z.strictObject({ name: Name });
export const SubjectChoices = z
  .object({ items: z.array(z.object({ id: Id, name: z.string(), retired: z.boolean() })), asOf: Instant })
  .meta({ id: 'SubjectChoices' });
