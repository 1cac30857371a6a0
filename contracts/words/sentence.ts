import { en } from './en';
import { momentText, moneyText, type Reader } from './format';
import { say, type SayValue } from './say';

export type SentenceValue = SayValue | { readonly amountMinor: number; readonly currency: string };
export interface SayableSentence {
  readonly code: string;
  readonly values: Readonly<Record<string, SentenceValue>>;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** The text of the catalogue at a dotted path, or null. */
export function textAt(path: string, from: unknown = en): string | null {
  let node: unknown = from;
  for (const step of path.split('.')) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return null;
    node = (node as Record<string, unknown>)[step];
  }
  return typeof node === 'string' ? node : null;
}

/** Money and instants as this reader reads them; everything else as it is. */
export function readable(values: SayableSentence['values'], reader: Reader): Record<string, SayValue> {
  const out: Record<string, SayValue> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'object') out[name] = moneyText(value, reader.locale);
    else if (typeof value === 'string' && INSTANT.test(value)) out[name] = momentText(Date.parse(value), reader);
    else out[name] = value;
  }
  return out;
}

/** A sentence of the server in the reader's words. A code that this build does not know yet says that something changed. */
export function saySentence(sentence: SayableSentence, reader: Reader): string {
  const text = textAt(`sentences.${sentence.code}`) ?? en.sentences.event.other;
  return say(text, readable(sentence.values, reader), reader.locale);
}
