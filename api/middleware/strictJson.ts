import { Refusal } from '../refusal';

const MAX_DEPTH = 20;
const refuse = (message: string): never => {
  throw new Refusal('request_invalid', { fields: [{ path: 'body', message }] });
};

/** Postgres cannot store NUL and would turn a lone surrogate into something else: both are refused at the door. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}

/** End of the string literal that starts at `start`; the text is valid JSON already. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/**
 * Walks valid JSON and refuses what `JSON.parse` lets pass: a field given twice (two readers would see two different
 * requests), texts that cannot be stored, and nesting without end.
 */
function refuseOddities(text: string): void {
  const objects: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{') objects.push(new Set());
    else if (character === '[') objects.push(null);
    else if (character === '}' || character === ']') objects.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      const value = JSON.parse(text.slice(at, end + 1)) as string;
      if (!isStorable(value)) refuse('holds a character that cannot be stored');
      at = end;
      if (followedByColon(text, end + 1)) noteField(objects.at(-1), value);
    }
    if (objects.length > MAX_DEPTH) refuse('is nested too deeply');
  }
}

function followedByColon(text: string, at: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = at;
  return colon.test(text);
}

function noteField(fields: Set<string> | null | undefined, name: string): void {
  if (!fields) return;
  if (fields.has(name)) refuse('gives a field twice');
  fields.add(name);
}

/**
 * Reads a JSON object as strictly as it was meant.
 * @throws Refusal `request_invalid` for bytes that are not UTF-8, for what is not JSON, and for doubled fields
 */
export function parseStrictJson(bytes: Buffer): unknown {
  let value: unknown;
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    refuse('is not JSON in UTF-8');
  }
  refuseOddities(text);
  return value;
}
