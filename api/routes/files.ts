import { randomBytes } from 'node:crypto';
import { CreateFileBody, FileLinkView, FileView, UploadView } from '@stoa/contracts/http/files';
import { Id } from '@stoa/contracts/http/shared';
import { isErrorCode } from '@stoa/domain/errors';
import { isAllowed } from '@stoa/domain/permissions';
import { FILE_LIMITS, mayUpload, originalOf, pictureOf } from '@stoa/domain/files';
import { MINUTE_MS } from '@stoa/domain/policies';
import type { Context } from 'koa';
import { z } from 'zod';
import { recordAudit } from '../../db/queries/audit';
import * as files from '../../db/queries/files';
import { inTransaction } from '../../db/postgres';
import { newId } from '../../platform/ids';
import { EVERYBODY, type Audience } from '../access';
import { audienceOfGrant, checkRead, checkUpload, grantUpload } from '../fileGrants';
import { judge, receive } from '../fileIntake';
import { fileLink } from '../fileLinks';
import type { House } from '../house';
import { readerOf } from '../middleware/authenticate';
import { operation, publicOperation, type Operation } from '../operation';
import type { Person } from '../person';
import { presentFile } from '../presenters/files';
import { instant } from '../presenters/values';
import { found, granted, Refusal } from '../refusal';
import { isMissing } from '../storage';

const tag = 'Files';
const FileParams = z.strictObject({ fileId: Id });
const GRANT_HEADER = 'X-Upload-Grant';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

const createFile = operation(
  {
    id: 'createFile',
    method: 'post',
    path: '/files',
    tag,
    summary: 'Announce a file; the answer says how to send its content, once and soon',
    body: CreateFileBody,
    answer: { status: 201, schema: UploadView },
    errors: ['file_type_refused', 'file_too_large', 'file_limit_reached'],
    access: EVERYBODY,
    rate: 'write',
  },
  async ({ me, body, now }, house) => {
    const { area } = granted(mayUpload(body.purpose, { type: body.mediaType, bytes: body.bytes }));
    const at = Date.now();
    const uploadEndsAt = at + FILE_LIMITS.uploadMinutes * MINUTE_MS;
    const { purpose, name, mediaType, bytes } = body;
    const storageKey = randomBytes(32).toString('hex');
    const file = { id: newId(), ownerId: me.id, purpose, area, storageKey, name, mediaType, bytes };
    const { waitingFiles, waitingBytes } = FILE_LIMITS;
    const most = { files: waitingFiles, bytes: waitingBytes };
    if (!(await files.createFile(house.db, { ...file, at, uploadEndsAt }, most)))
      throw new Refusal('file_limit_reached', { details: { waitingFiles, waitingBytes } });
    const waiting = { state: 'awaited', refusedCode: null, uploaded: false, attached: false } as const;
    const grant = grantUpload(house.tokens, { fileId: file.id, personId: me.id }, uploadEndsAt);
    return {
      file: presentFile({ ...file, ...waiting }, now),
      upload: {
        method: 'PUT' as const,
        url: `/api/v1/files/${file.id}/content`,
        headers: { [GRANT_HEADER]: grant },
        expiresAt: instant(uploadEndsAt),
      },
    };
  },
);

const uploadFile = operation(
  {
    id: 'uploadFile',
    method: 'put',
    path: '/files/{fileId}/content',
    tag,
    summary: 'Send the content of an announced file: once, by whoever announced it',
    params: FileParams,
    upload: true,
    headers: { [GRANT_HEADER]: 'from the answer that announced the file' },
    answer: { status: 204 },
    errors: ['file_link_invalid', 'file_too_large', 'file_incomplete', 'file_not_found'],
    access: EVERYBODY,
    rate: 'write',
    deadlineMs: 120_000,
  },
  async ({ me, params: { fileId }, ctx }, house) => {
    checkUpload(house.tokens, { fileId, personId: me.id }, ctx.get(GRANT_HEADER));
    const file = await files.claimUpload(house.db, { fileId, ownerId: me.id, at: Date.now() });
    await receive(ctx, found(file, 'file_link_invalid'), house);
  },
);

/** A file that the person owns. @throws Refusal `file_not_found`, for those of others too */
async function ownFile(house: House, fileId: string, personId: string): Promise<files.StoredFile> {
  const file = await files.findFile(house.db, fileId);
  return found(file?.ownerId === personId ? file : null, 'file_not_found');
}

const finishFile = operation(
  {
    id: 'finishFile',
    method: 'post',
    path: '/files/{fileId}/finish',
    tag,
    summary: 'Have the content judged; after this the file is ready to be used, or refused with its reason',
    params: FileParams,
    answer: { status: 200, schema: FileView },
    errors: [
      'file_not_found',
      'file_not_uploaded',
      'file_type_refused',
      'file_damaged',
      'file_infected',
      'file_not_scanned',
      'image_too_small',
      'image_too_large',
    ],
    access: EVERYBODY,
    rate: 'write',
  },
  async ({ me, params: { fileId }, now }, house) => {
    const file = await ownFile(house, fileId, me.id);
    if (file.state === 'awaited') {
      if (!file.uploaded) throw new Refusal('file_not_uploaded');
      await judge(file, house);
    }
    const judged = await ownFile(house, fileId, me.id);
    if (judged.refusedCode !== null && isErrorCode(judged.refusedCode)) throw new Refusal(judged.refusedCode);
    if (judged.state === 'awaited') throw new Refusal('temporarily_unavailable');
    return presentFile(judged, now);
  },
);

const discardFile = operation(
  {
    id: 'discardFile',
    method: 'delete',
    path: '/files/{fileId}',
    tag,
    summary: 'Discard a file that is not in use',
    params: FileParams,
    answer: { status: 204 },
    errors: ['file_not_found'],
    access: EVERYBODY,
    rate: 'write',
  },
  async ({ me, params: { fileId } }, house) => {
    if (!(await files.discardFile(house.db, { fileId, ownerId: me.id, at: Date.now() })))
      throw new Refusal('file_not_found');
  },
);

/** Whoever of the staff opens a person's document leaves a line. */
async function noteView(
  house: House,
  { me, fileId, at, requestId }: { me: Person; fileId: string; at: number; requestId: string },
): Promise<void> {
  await inTransaction(house.db, {}, (trx) =>
    recordAudit(trx, {
      actorId: me.id,
      actingAs: me.actingAs,
      action: 'file.view',
      subject: { kind: 'file', id: fileId },
      reason: null,
      at,
      requestId,
    }),
  );
}

const linkFile = operation(
  {
    id: 'linkFile',
    method: 'get',
    path: '/files/{fileId}/link',
    tag,
    summary: 'A link that opens a private file for a few minutes, for whoever asked',
    params: FileParams,
    answer: { status: 200, schema: FileLinkView },
    errors: ['file_not_found'],
    access: EVERYBODY,
    rate: 'read',
  },
  async ({ me, params: { fileId }, audience, ctx, now }, house) => {
    const file = await files.findFile(house.db, fileId);
    const mine = file?.ownerId === me.id;
    const may = mine || isAllowed(me.actingAs, 'tutor.review');
    const open = may && file?.state === 'ready' && file.area === 'private' ? file : null;
    if (open && !mine) await noteView(house, { me, fileId, at: now, requestId: ctx.state['requestId'] as string });
    return { ...fileLink(house, found(open, 'file_not_found'), { personId: me.id, audience }), asOf: instant(now) };
  },
);

/** A page made of a file could run what is in it as ours: it may load nothing, run nothing, be framed by nobody else. */
const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'";

/** Nothing is told of the file by its name but its name: quotes and other scripts travel encoded (RFC 6266). */
const disposition = (kind: 'inline' | 'attachment', name: string): string =>
  `${kind}; filename="file"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`;

/**
 * A reviewer sees a document in a frame beside the checklist: the browser's own reader shows a PDF there without the
 * console's origin, because `sandbox` in the policy above takes the origin away and scripts with it. To everybody else a
 * PDF is a download, out of reach of any page of ours.
 */
const shownIn = (audience: Audience, mediaType: string): 'inline' | 'attachment' =>
  mediaType === 'application/pdf' && audience !== 'admin' ? 'attachment' : 'inline';

async function serve(ctx: Context, opening: ReturnType<House['storage']['open']>, mediaType: string): Promise<void> {
  const opened = await opening.catch((error: unknown) => {
    throw isMissing(error) ? new Refusal('file_not_found') : error;
  });
  ctx.type = mediaType;
  ctx.length = opened.bytes;
  ctx.body = opened.stream;
  ctx.set('Content-Security-Policy', FILE_POLICY);
}

const readFile = publicOperation(
  {
    id: 'readFile',
    method: 'get',
    path: '/files/{fileId}/content',
    tag,
    summary: 'A private file, by its link and the sign-in of the person it was made for',
    params: FileParams,
    query: z.strictObject({ grant: z.string().min(1).max(200) }),
    answer: { status: 200, file: ['application/pdf', 'image/jpeg', 'image/png'] },
    errors: ['file_link_invalid', 'file_not_found', 'unauthenticated', 'token_expired', 'session_revoked'],
    rate: 'read',
  },
  async ({ params: { fileId }, query: { grant }, ctx }, house) => {
    const audience = audienceOfGrant(grant);
    const reader = await readerOf(ctx.get('Cookie'), audience, house);
    checkRead(house.tokens, { fileId, personId: reader.id, audience }, grant);
    const file = await files.findFile(house.db, fileId);
    const { storageKey, mediaType, name } = found(
      file?.state === 'ready' && file.area === 'private' ? file : null,
      'file_not_found',
    );
    await serve(ctx, house.storage.open(originalOf(storageKey)), mediaType);
    ctx.set('Content-Disposition', disposition(shownIn(audience, mediaType), name));
  },
);

const getPicture = publicOperation(
  {
    id: 'getPicture',
    method: 'get',
    path: '/pictures/{key}/{picture}',
    tag,
    summary: 'A public picture; its address changes with it',
    params: z.strictObject({
      key: z.string().regex(/^[0-9a-f]{64}$/),
      picture: z.enum(['96.webp', '320.webp', '960.webp']),
    }),
    answer: { status: 200, file: ['image/webp'] },
    errors: ['file_not_found'],
    rate: 'read',
    maxAgeSeconds: YEAR_SECONDS,
  },
  async ({ params: { key, picture }, ctx }, house) => {
    if (!(await files.isPictureShown(house.db, key))) throw new Refusal('file_not_found');
    await serve(ctx, house.storage.open(pictureOf(key, Number.parseInt(picture, 10))), 'image/webp');
  },
);

export const fileOperations: readonly Operation[] = [
  createFile,
  uploadFile,
  finishFile,
  discardFile,
  linkFile,
  readFile,
  getPicture,
];
