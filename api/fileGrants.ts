import type { Audience } from './access';
import { Refusal } from './refusal';
import type { Tokens } from './tokens';

type Signs = Pick<Tokens, 'files'>;
const uploadText = (who: { fileId: string; personId: string }, endsAt: number) =>
  `upload ${who.fileId} ${who.personId} ${endsAt}`;
const readText = (reader: Reader, endsAt: number) =>
  `read ${reader.fileId} ${reader.audience} ${reader.personId} ${endsAt}`;

export interface Reader {
  readonly fileId: string;
  readonly personId: string;
  readonly audience: Audience;
}

/** Signs one upload, for one person, until an instant (epoch ms, the system's clock). It travels in a header. */
export function grantUpload({ files }: Signs, who: { fileId: string; personId: string }, endsAt: number): string {
  return `${endsAt}.${files.tag(uploadText(who, endsAt))}`;
}

/** @throws Refusal `file_link_invalid` for anything but a grant of ours, for this person and file, that has not run out */
export function checkUpload({ files }: Signs, who: { fileId: string; personId: string }, grant: string): void {
  const [endsAt = '', tag = ''] = grant.split('.');
  const right = files.hasTag(uploadText(who, Number(endsAt)), tag);
  if (!right || Number(endsAt) <= Date.now()) throw new Refusal('file_link_invalid');
}

/**
 * Signs a link for one reader until an instant (epoch ms, the system's clock). It stands in an address, because a
 * browser opens it; whoever finds it in a log needs the reader's sign-in besides.
 */
export function grantRead({ files }: Signs, reader: Reader, endsAt: number): string {
  return `${reader.audience}.${endsAt}.${files.tag(readText(reader, endsAt))}`;
}

/** Whose sign-in a link asks for. @throws Refusal `file_link_invalid` */
export function audienceOfGrant(grant: string): Audience {
  const [audience] = grant.split('.');
  if (audience === 'web' || audience === 'admin') return audience;
  throw new Refusal('file_link_invalid');
}

/** @throws Refusal `file_link_invalid` for anything but a link of ours, for this reader, that has not run out */
export function checkRead({ files }: Signs, reader: Reader, grant: string): void {
  const [, endsAt = '', tag = ''] = grant.split('.');
  const right = files.hasTag(readText(reader, Number(endsAt)), tag);
  if (!right || Number(endsAt) <= Date.now()) throw new Refusal('file_link_invalid');
}
