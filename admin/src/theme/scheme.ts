import { FONTS, MOTION, RADII, SIZES } from '@stoa/contracts/design/tokens';
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { mix, paletteOf, type Scheme } from './antd';

export type Choice = Scheme | 'system';
const KEY = 'stoa.console.scheme';
const CHOICES: readonly Choice[] = ['system', 'light', 'dark'];

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

/** A browser that forbids storage still shows the console, in the system's colours. */
function chosen(): Choice {
  try {
    const kept = window.localStorage.getItem(KEY);
    return CHOICES.find((choice) => choice === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

function keep(choice: Choice): void {
  try {
    window.localStorage.setItem(KEY, choice);
  } catch {
    // Nothing to keep it in: it holds until the page is left.
  }
}

const TINTED = ['aegean', 'olive', 'ochre', 'terracotta'] as const;

/** Our own style sheet reads the same tokens, as custom properties. */
function paint(scheme: Scheme): void {
  const palette = paletteOf(scheme);
  const style = document.documentElement.style;
  for (const [name, colour] of Object.entries(palette)) style.setProperty(`--${name}`, colour as string);
  for (const name of TINTED) style.setProperty(`--${name}-faint`, mix(palette[name], palette.surface, 0.06));
  for (const [name, pixels] of Object.entries(SIZES)) style.setProperty(`--size-${name}`, `${pixels / 16}rem`);
  style.setProperty('--radius-card', `${RADII.card}px`);
  style.setProperty('--radius-control', `${RADII.control}px`);
  style.setProperty('--font-text', FONTS.text);
  style.setProperty('--font-title', FONTS.title);
  style.setProperty('--font-code', FONTS.code);
  style.setProperty('--motion', `${MOTION.quick}ms`);
  style.colorScheme = scheme;
}

/** Light or dark: what the person chose, or what their system says. */
export function useScheme() {
  const [choice, setChoice] = useState(chosen);
  const isSystemDark = useMedia('(prefers-color-scheme: dark)');
  const isCalm = useMedia('(prefers-reduced-motion: reduce)');
  const scheme: Scheme = choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice;
  useLayoutEffect(() => paint(scheme), [scheme]);
  useEffect(() => keep(choice), [choice]);
  return { scheme, choice, isCalm, choose: setChoice };
}
