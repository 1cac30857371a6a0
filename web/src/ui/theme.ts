import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { DARK, FONTS, LIGHT, MOTION, type Palette, RADII, SIZES, STEP } from '@stoa/contracts/design/tokens';

const rem = (pixels: number): string => `${pixels / 16}rem`;
/** Mantine wants ten shades; ours are the token in both schemes, so that no page can pick a colour of its own. */
const tuple = (name: keyof Palette): MantineColorsTuple => {
  const shade = `var(--stoa-${name})`;
  return [shade, shade, shade, shade, shade, shade, shade, shade, shade, shade];
};

export const theme = createTheme({
  fontFamily: FONTS.text,
  fontFamilyMonospace: FONTS.code,
  headings: { fontFamily: FONTS.title, fontWeight: '560' },
  fontSizes: {
    xs: rem(SIZES.fine),
    sm: rem(SIZES.small),
    md: rem(SIZES.text),
    lg: rem(SIZES.lead),
    xl: rem(SIZES.title),
  },
  spacing: { xs: rem(STEP * 2), sm: rem(STEP * 3), md: rem(STEP * 4), lg: rem(STEP * 6), xl: rem(STEP * 10) },
  radius: {
    xs: rem(STEP),
    sm: rem(RADII.control),
    md: rem(RADII.control),
    lg: rem(RADII.card),
    xl: rem(RADII.card),
  },
  defaultRadius: 'md',
  colors: {
    aegean: tuple('aegean'),
    olive: tuple('olive'),
    ochre: tuple('ochre'),
    terracotta: tuple('terracotta'),
  },
  primaryColor: 'aegean',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: {
      defaultProps: { size: 'md' },
      // an amount in a label must never be cut off: long labels wrap and the button grows
      styles: {
        root: { height: 'auto', minHeight: 'var(--button-height)', paddingBlock: rem(STEP), flex: 'none' },
        inner: { minHeight: 'inherit' },
        label: { whiteSpace: 'normal', overflow: 'visible', height: 'auto', lineHeight: 1.3, textAlign: 'center' },
      },
      vars: (_theme: unknown, { size, variant = 'filled' }: { size?: string | number; variant?: string }) => ({
        root: {
          '--button-fz': rem(size === 'lg' || size === 'md' ? SIZES.text : SIZES.small),
          // Mantine writes white on every filled colour, which is unreadable on the light colours of the dark scheme
          ...(variant === 'filled' ? { '--button-color': 'var(--stoa-onColour)' } : {}),
        },
      }),
    },
    // help stands below what it helps with
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Input: {
      styles: {
        wrapper: {
          '--input-bg': 'var(--stoa-surface)',
          '--input-bd': 'var(--stoa-edge)',
          '--input-disabled-bg': 'var(--stoa-line)',
        },
      },
    },
    Checkbox: { styles: { input: { borderColor: 'var(--stoa-edge)' } } },
    Radio: { styles: { radio: { borderColor: 'var(--stoa-edge)' } } },
    SegmentedControl: {
      styles: { root: { background: 'var(--stoa-line)' }, indicator: { background: 'var(--stoa-surface)' } },
    },
    Modal: { defaultProps: { transitionProps: { duration: MOTION.calm } } },
  },
});

const tokens = (palette: Palette): Record<string, string> =>
  Object.fromEntries(Object.entries(palette).map(([name, colour]) => [`--stoa-${name}`, colour]));

const mix = (colour: string, share: number, ground = 'var(--stoa-surface)') =>
  `color-mix(in srgb, ${colour} ${share}%, ${ground})`;

function filled(name: keyof Palette): Record<string, string> {
  const colour = `var(--stoa-${name})`;
  return {
    [`--mantine-color-${name}-filled`]: colour,
    [`--mantine-color-${name}-filled-hover`]: mix(colour, 88, 'var(--stoa-ink)'),
    [`--mantine-color-${name}-light`]: mix(colour, 10),
    [`--mantine-color-${name}-light-hover`]: mix(colour, 16),
    [`--mantine-color-${name}-light-color`]: colour,
    [`--mantine-color-${name}-outline`]: colour,
    [`--mantine-color-${name}-outline-hover`]: mix(colour, 8),
    [`--mantine-color-${name}-text`]: colour,
  };
}

function scheme(palette: Palette): Record<string, string> {
  return {
    ...tokens(palette),
    ...filled('aegean'),
    ...filled('olive'),
    ...filled('ochre'),
    ...filled('terracotta'),
    '--mantine-color-body': 'var(--stoa-surface)',
    '--mantine-color-text': 'var(--stoa-ink)',
    '--mantine-color-bright': 'var(--stoa-ink)',
    '--mantine-color-dimmed': 'var(--stoa-quietInk)',
    '--mantine-color-placeholder': 'var(--stoa-quietInk)',
    '--mantine-color-anchor': 'var(--stoa-aegean)',
    '--mantine-color-error': 'var(--stoa-terracotta)',
    '--mantine-color-default': 'var(--stoa-surface)',
    '--mantine-color-default-hover': 'var(--stoa-ground)',
    '--mantine-color-default-color': 'var(--stoa-ink)',
    '--mantine-color-default-border': 'var(--stoa-edge)',
    '--mantine-color-disabled': 'var(--stoa-line)',
    '--mantine-color-disabled-color': 'var(--stoa-quietInk)',
    '--mantine-color-disabled-border': 'var(--stoa-line)',
    '--mantine-primary-color-contrast': 'var(--stoa-onColour)',
    '--mantine-primary-color-filled': 'var(--mantine-color-aegean-filled)',
    '--mantine-primary-color-filled-hover': 'var(--mantine-color-aegean-filled-hover)',
    '--mantine-primary-color-light': 'var(--mantine-color-aegean-light)',
    '--mantine-primary-color-light-hover': 'var(--mantine-color-aegean-light-hover)',
    '--mantine-primary-color-light-color': 'var(--stoa-aegean)',
  };
}

/** The tokens become CSS variables once per colour scheme; style sheets know the variables only. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--stoa-text': FONTS.text,
    '--stoa-titles': FONTS.title,
    '--stoa-code': FONTS.code,
    ...Object.fromEntries(Object.entries(SIZES).map(([name, size]) => [`--stoa-size-${name}`, rem(size)])),
    '--stoa-step': rem(STEP),
    '--stoa-radius-card': rem(RADII.card),
    '--stoa-radius-control': rem(RADII.control),
    '--stoa-motion-quick': `${MOTION.quick}ms`,
    '--stoa-motion-calm': `${MOTION.calm}ms`,
    '--mantine-line-height': '1.5',
    '--mantine-line-height-md': '1.5',
  },
  light: scheme(LIGHT),
  dark: scheme(DARK),
});
