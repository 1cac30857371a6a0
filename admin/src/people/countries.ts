const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const namesIn = (locale: string): Intl.DisplayNames =>
  new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });

/** Every country the browser has a name for, by its name. */
export function countryOptions(locale: string): { value: string; label: string }[] {
  const names = namesIn(locale);
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .flatMap((value) => {
      const label = names.of(value);
      return label ? [{ value, label }] : [];
    })
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

export function countryText(code: string | null, locale: string): string | null {
  return code === null ? null : (namesIn(locale).of(code) ?? code);
}
