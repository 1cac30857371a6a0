import type { DeviceView } from '@stoa/contracts/http/devices';
import type { SignedInDevice } from '../../db/queries/devices';
import { instant } from './values';

/** Names that browsers call themselves by; whoever pretends to be others comes first. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/.*Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];
const nameIn = (names: typeof BROWSERS, agent: string): string | null =>
  names.find(([pattern]) => pattern.test(agent))?.[1] ?? null;

/** A device in words that its owner recognises; null where the browser does not say. */
export function presentDevice(device: SignedInDevice, currentId: string): DeviceView {
  const { id, app, userAgent, network, startedAt, lastUsedAt } = device;
  return {
    id,
    app,
    browser: nameIn(BROWSERS, userAgent),
    system: nameIn(SYSTEMS, userAgent),
    network,
    startedAt: instant(startedAt),
    lastUsedAt: instant(lastUsedAt),
    current: id === currentId,
  };
}
