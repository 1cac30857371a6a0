import { DARK, FONTS, LIGHT, MOTION, type Palette, RADII, SIZES, STEP } from '@stoa/contracts/design/tokens';
import { theme, type ThemeConfig } from 'antd';

export type Scheme = 'light' | 'dark';
export const paletteOf = (scheme: Scheme): Palette => (scheme === 'dark' ? DARK : LIGHT);

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** `share` (0…1) of one colour over another: tints are made of the tokens, never picked. */
export function mix(colour: string, over: string, share: number): string {
  const below = channels(over);
  const parts = channels(colour).map((part, at) => Math.round(part * share + (below[at] ?? 0) * (1 - share)));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

type Role = 'Primary' | 'Success' | 'Warning' | 'Error' | 'Info';

/** antd makes ten shades of a seed, and darkens it in the dark scheme; ours are the token itself and tints of it. */
function shades(role: Role, colour: string, palette: Palette): Record<string, string> {
  const name = `color${role}`;
  const faint = mix(colour, palette.surface, 0.06);
  const stronger = mix(colour, palette.ink, 0.86);
  return {
    [name]: colour,
    [`${name}Hover`]: stronger,
    [`${name}Active`]: mix(colour, palette.ink, 0.72),
    [`${name}Bg`]: faint,
    [`${name}BgHover`]: mix(colour, palette.surface, 0.16),
    [`${name}Border`]: mix(colour, palette.surface, 0.4),
    [`${name}BorderHover`]: colour,
    [`${name}Text`]: colour,
    [`${name}TextHover`]: stronger,
    [`${name}TextActive`]: stronger,
  };
}

/** Everything antd derives by itself and we do not want derived. */
function exact(palette: Palette) {
  return {
    ...shades('Primary', palette.aegean, palette),
    ...shades('Info', palette.aegean, palette),
    ...shades('Success', palette.olive, palette),
    ...shades('Warning', palette.ochre, palette),
    ...shades('Error', palette.terracotta, palette),
    colorText: palette.ink,
    colorTextSecondary: palette.quietInk,
    colorTextTertiary: palette.quietInk,
    colorTextQuaternary: palette.quietInk,
    colorBgLayout: palette.ground,
    colorBgContainer: palette.surface,
    colorBgElevated: palette.surface,
    colorBgSpotlight: palette.ink,
    colorBgMask: `${palette.ground}cc`,
    colorBorder: palette.edge,
    colorBorderSecondary: palette.line,
    colorFill: mix(palette.ink, palette.surface, 0.14),
    colorFillSecondary: mix(palette.ink, palette.surface, 0.08),
    colorFillTertiary: mix(palette.ink, palette.surface, 0.05),
    colorFillQuaternary: mix(palette.ink, palette.surface, 0.025),
    colorBgContainerDisabled: mix(palette.ink, palette.surface, 0.05),
  };
}

/** Hairlines instead of shadows: what floats has an edge and the faintest lift. */
const lift = (palette: Palette): string => `0 0 0 1px ${palette.line}, 0 ${STEP}px ${STEP * 4}px ${palette.ink}14`;

/** antd's theme out of the shared tokens: dense, flat, with text on filled colour as the tokens say. */
export function antdTheme(scheme: Scheme, isCalm: boolean): ThemeConfig {
  const palette = paletteOf(scheme);
  const derive = scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm;
  const shadow = lift(palette);
  return {
    hashed: false,
    algorithm: (seed) => ({ ...derive(seed), ...exact(palette), fontSizeSM: SIZES.fine, fontSizeLG: SIZES.text }),
    token: {
      fontFamily: FONTS.text,
      fontFamilyCode: FONTS.code,
      fontSize: SIZES.small,
      borderRadius: RADII.control,
      controlHeight: 34,
      motion: !isCalm,
      wireframe: false,
      motionDurationFast: `${MOTION.quick}ms`,
      motionDurationMid: `${MOTION.calm}ms`,
      motionDurationSlow: `${MOTION.calm}ms`,
      borderRadiusLG: RADII.card,
      colorTextLightSolid: palette.onColour,
      colorTextPlaceholder: palette.quietInk,
      colorTextDescription: palette.quietInk,
      colorTextDisabled: palette.quietInk,
      colorTextHeading: palette.ink,
      colorIcon: palette.quietInk,
      colorIconHover: palette.ink,
      colorLink: palette.aegean,
      colorLinkHover: mix(palette.aegean, palette.ink, 0.86),
      colorLinkActive: mix(palette.aegean, palette.ink, 0.72),
      controlOutline: `${palette.aegean}40`,
      boxShadow: shadow,
      boxShadowSecondary: shadow,
      boxShadowTertiary: 'none',
    },
    components: {
      Button: {
        primaryColor: palette.onColour,
        dangerColor: palette.onColour,
        primaryShadow: 'none',
        dangerShadow: 'none',
        defaultShadow: 'none',
        defaultBorderColor: palette.edge,
      },
      Select: { optionSelectedBg: mix(palette.aegean, palette.surface, 0.1) },
    },
  };
}
