import { z } from 'zod';
import { AskedInstant, Id, Instant, PageQuery, pageOf, Role } from './shared';

const Filters = {
  actorId: Id.optional(),
  subjectId: z.string().min(1).max(100).optional().meta({ description: 'the id of what it was done to, as a whole' }),
  action: z
    .string()
    .regex(/^[A-Za-z]{1,40}\.[A-Za-z]{0,40}$/)
    .optional()
    .meta({ description: '`tutor.suspend`, or `tutor.` for everything done to tutors' }),
  from: AskedInstant.optional(),
  to: AskedInstant.optional(),
  q: z.string().trim().min(1).max(200).optional().meta({ description: 'a part of a reason, an id or a detail' }),
  sort: z.enum(['-at', 'at']).default('-at'),
};
export const ListAuditQuery = PageQuery.extend(Filters);
export const ExportAuditQuery = PageQuery.omit({ limit: true }).extend(Filters);

export const AuditLineView = z
  .object({
    seq: z.int(),
    at: Instant,
    /** null: the system */
    actor: z.object({ id: Id, name: z.string().nullable() }).nullable(),
    actingAs: z.enum([...Role.options, 'system']),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
    reason: z.string().nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    requestId: z.string().nullable(),
    /** of this line, in the chain that `npm run audit:verify` walks */
    hash: z.string(),
  })
  .meta({ id: 'AuditLine' });
export type AuditLineView = z.output<typeof AuditLineView>;
export const AuditPage = pageOf(AuditLineView).meta({ id: 'AuditPage' });
export const Csv = z.string().meta({ description: 'RFC 4180, UTF-8, first line the names of the columns' });
