import { CopyBody, CopyView } from '@stoa/contracts/http/copies';
import { POLICIES } from '@stoa/domain/policies';
import { copyOfPerson } from '../../db/queries/personCopies';
import { PARTIES } from '../access';
import { proveFresh } from '../credentials';
import { operation, type Operation } from '../operation';
import { partyOf } from '../person';
import { instant } from '../presenters/values';
import { Refusal } from '../refusal';

const takeMyCopy = operation(
  {
    id: 'takeMyCopy',
    method: 'post',
    path: '/me/copies',
    tag: 'Closing an account',
    summary: 'Everything that is kept about the reader, as one JSON file; it is stored nowhere',
    body: CopyBody,
    answer: { status: 200, schema: CopyView },
    errors: ['password_wrong', 'fresh_sign_in_required', 'hashing_busy', 'copy_limit_reached'],
    access: PARTIES,
    rate: 'signIn',
    deadlineMs: 15_000,
  },
  async ({ me, body, ctx, now }, house) => {
    await proveFresh(house, me, body.currentPassword);
    const copy = await copyOfPerson(house.db, { personId: me.id, actingAs: partyOf(me), asOf: now });
    if (copy === null) throw new Refusal('copy_limit_reached', { details: { perDay: POLICIES.copies.perDay } });
    const sections = Object.fromEntries(Object.entries(copy).map(([name, lines]) => [name, [...lines]]));
    ctx.set('Content-Disposition', 'attachment; filename="stoa-copy.json"');
    return { format: 'stoa-copy' as const, version: 1 as const, sections, asOf: instant(now) };
  },
);

export const copyOperations: readonly Operation[] = [takeMyCopy];
