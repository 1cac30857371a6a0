import { countryText } from '@stoa/contracts/words/format';
import { zoneToday } from '@stoa/contracts/words/zones';
import { COUNTRIES, isCountry } from '@stoa/domain/countries';

const EURO = new Set(
  'AD AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK UA PL CZ SE DK NO CH HU RO BG'.split(
    ' ',
  ),
);
const OWN: Readonly<Record<string, string>> = {
  GB: 'GBP',
  GG: 'GBP',
  IM: 'GBP',
  JE: 'GBP',
  JP: 'JPY',
  KW: 'KWD',
  IS: 'ISK',
};

/** The currency that somebody in a country most likely pays in, among those that are offered here. */
export function likelyCurrency(country: string, offered: readonly string[]): string {
  const own = OWN[country] ?? (EURO.has(country) ? 'EUR' : 'USD');
  return offered.includes(own) ? own : (offered[0] ?? 'USD');
}

/** Older browsers have a property, newer ones a method. */
interface WithZones {
  readonly timeZones?: readonly string[];
  getTimeZones?: () => readonly string[] | undefined;
}

/** The country that a browser stands in, by its zone first, by its language otherwise; null where neither says one. */
export function likelyCountry(zone: string, languages: readonly string[]): string | null {
  const byZone = COUNTRIES.filter((code) => {
    const place = new Intl.Locale('und', { region: code }) as WithZones;
    const zones = place.getTimeZones?.() ?? place.timeZones ?? [];
    return zones.some((one) => zoneToday(one) === zoneToday(zone));
  });
  const spoken = languages.map((tag) => /^[a-z]{2,3}-(?:[A-Z][a-z]{3}-)?([A-Z]{2})\b/.exec(tag)?.[1] ?? '');
  // a zone that several countries share: the language decides among them
  const both = spoken.find((code) => byZone.includes(code));
  return both ?? byZone[0] ?? spoken.find(isCountry) ?? null;
}

/** A locale as the API takes it, from the browser's first language. */
export function likelyLocale(languages: readonly string[]): string {
  const [, language = 'en', region] = /^([a-z]{2})(?:-(?:[A-Z][a-z]{3}-)?([A-Z]{2}))?\b/.exec(languages[0] ?? '') ?? [];
  return region ? `${language}-${region}` : language;
}

/** Countries by their name in the reader's language. */
export function countryChoices(locale: string): { readonly value: string; readonly label: string }[] {
  return COUNTRIES.map((value) => ({ value, label: countryText(value, locale) })).sort((a, b) =>
    a.label.localeCompare(b.label, locale),
  );
}

/** Every zone the runtime knows, with the one that is chosen, which may go by an older name. */
export function zoneChoices(chosen: string): { readonly value: string; readonly label: string }[] {
  const known = Intl.supportedValuesOf('timeZone').map(zoneToday);
  const zones = [...new Set([...known, 'UTC', chosen])].filter((zone) => zone !== '').sort();
  return zones.map((value) => ({ value, label: zoneText(value) }));
}

/** A zone's name as people write it. */
export const zoneText = (zone: string): string => zone.replaceAll('_', ' ');

/** A currency by its code and its name. */
export function currencyText(code: string, locale: string): string {
  return `${code} · ${new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code}`;
}
