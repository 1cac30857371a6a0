import { AvatarBody, AvatarView } from '@stoa/contracts/http/profile';
import { setAvatar } from '../../db/queries/avatars';
import { EVERYBODY } from '../access';
import { operation, type Operation } from '../operation';
import { instant } from '../presenters/values';
import { Refusal } from '../refusal';

const updateMyAvatar = operation(
  {
    id: 'updateMyAvatar',
    method: 'put',
    path: '/me/avatar',
    tag: 'Files',
    summary: 'Choose the picture beside your name, or take it away',
    body: AvatarBody,
    answer: { status: 200, schema: AvatarView },
    errors: ['file_not_found'],
    access: EVERYBODY,
    rate: 'write',
  },
  async ({ me, body: { fileId }, now }, house) => {
    const result = await setAvatar(house.db, { personId: me.id, fileId, at: Date.now() });
    if (result === 'file_not_found') throw new Refusal(result);
    return { ...result, asOf: instant(now) };
  },
);

export const avatarOperations: readonly Operation[] = [updateMyAvatar];
