import type { FileLinkView } from '@stoa/contracts/http/files';
import { FILE_LIMITS } from '@stoa/domain/files';
import { MINUTE_MS } from '@stoa/domain/policies';
import type { z } from 'zod';
import type { StoredFile } from '../db/queries/files';
import type { Audience } from './access';
import { grantRead } from './fileGrants';
import type { House } from './house';
import { instant } from './presenters/values';

/** A link to a private file for one reader. The caller has decided that this reader may see it. */
export function fileLink(
  house: Pick<House, 'tokens'>,
  file: Pick<StoredFile, 'id'>,
  reader: { readonly personId: string; readonly audience: Audience },
): Omit<z.output<typeof FileLinkView>, 'asOf'> {
  const endsAt = Date.now() + FILE_LIMITS.linkMinutes * MINUTE_MS;
  const grant = grantRead(house.tokens, { fileId: file.id, ...reader }, endsAt);
  return { url: `/api/v1/files/${file.id}/content?grant=${grant}`, expiresAt: instant(endsAt) };
}
