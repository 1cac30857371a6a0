export type SayValue = string | number;

const PLURAL = /\{(\w+), plural,((?:\s*(?:=\d+|\w+)\s*\{[^{}]*\})+)\s*\}/g;
const BRANCH = /(=\d+|\w+)\s*\{([^{}]*)\}/g;

/**
 * Fills a text of the catalogue where no ICU library runs (mails, console).
 * Understands `{name}` and one level of `{n, plural, =0 {…} one {…} other {# …}}`; a value that is missing stays visible
 * in braces, because a gap would change the meaning.
 */
export function say(text: string, values: Readonly<Record<string, SayValue>> = {}, locale = 'en-GB'): string {
  const plain = text.replace(PLURAL, (_all, name: string, branches: string) => {
    const count = Number(values[name]);
    const chosen = new Map<string, string>();
    for (const [, key = '', branch = ''] of branches.matchAll(BRANCH)) chosen.set(key, branch);
    const word = new Intl.PluralRules(locale).select(count);
    const branch = chosen.get(`=${count}`) ?? chosen.get(word) ?? chosen.get('other') ?? '';
    return branch.replaceAll('#', new Intl.NumberFormat(locale).format(count));
  });
  return plain.replace(/\{(\w+)\}/g, (all, name: string) => (name in values ? String(values[name]) : all));
}
