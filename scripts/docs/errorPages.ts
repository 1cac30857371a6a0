import { ERRORS, type ErrorCode } from '../../domain/errors';
import { code, page, table } from './markdown';

const SOURCE = '`domain/errors.ts`';

function pageOf(name: ErrorCode): string {
  const { sentence, kept, next, retryable } = ERRORS[name];
  const again = retryable
    ? 'Sending the same request again may succeed.'
    : 'The same request, sent again, gets the same answer.';
  return page(code(name), SOURCE, [
    `**What happened.** ${sentence}`,
    `**What stays as it was.** ${kept}`,
    `**What to do now.** ${next}`,
    `**Again?** ${again}`,
    'The code is the `code` of a problem document (RFC 9457); `instance` in the same document is the request id that support asks for. [All codes](README.md)',
  ]);
}

/** One page per error code and the list of them: file name and text. */
export function errorPages(): [string, string][] {
  const codes = Object.keys(ERRORS) as ErrorCode[];
  const list = table(
    ['code', 'what happened', 'again?'],
    codes.map((name) => [`[${code(name)}](${name}.md)`, ERRORS[name].sentence, ERRORS[name].retryable ? 'yes' : 'no']),
  );
  const index = page('Error codes', SOURCE, [
    'Every refusal has a code, one text in three parts, and a page. Codes are never renamed; programs may rely on them.',
    list,
  ]);
  return [['README.md', index], ...codes.map((name): [string, string] => [`${name}.md`, pageOf(name)])];
}
