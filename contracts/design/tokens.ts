/**
 * The one table of looks. It feeds Mantine's theme in `web/` and antd's in `admin/`; no colour, radius, shadow or font
 * size is written anywhere else. Every pair that carries text is AA (4.5:1), `edge` is 3:1 against the surface.
 */
export interface Palette {
  /** the page */
  readonly ground: string;
  /** cards, tables, fields */
  readonly surface: string;
  readonly ink: string;
  readonly quietInk: string;
  /** hairlines, instead of boxes and shadows */
  readonly line: string;
  /** borders of inputs and controls */
  readonly edge: string;
  /** primary: the one main action of a page, links, focus */
  readonly aegean: string;
  /** good: settled, paid, approved */
  readonly olive: string;
  /** somebody's clock runs */
  readonly ochre: string;
  /** cancelled, refused, money at risk */
  readonly terracotta: string;
  /** text and icons on a filled colour; both libraries put white there by themselves */
  readonly onColour: string;
}

export const LIGHT: Palette = {
  ground: '#FAF7F2',
  surface: '#FFFFFF',
  ink: '#1B1F23',
  quietInk: '#5B646E',
  line: '#E6E0D6',
  edge: '#8A8274',
  aegean: '#0F5C7A',
  olive: '#4B6B2F',
  ochre: '#946500',
  terracotta: '#A63D2F',
  onColour: '#FFFFFF',
};

export const DARK: Palette = {
  ground: '#14171A',
  surface: '#1C2024',
  ink: '#ECEFF2',
  quietInk: '#9AA4AE',
  line: '#2C3238',
  edge: '#6B747D',
  aegean: '#5FB3D1',
  olive: '#9CC07A',
  ochre: '#E0B04A',
  terracotta: '#E58A7B',
  onColour: '#14171A',
};

export const FONTS = {
  /** everything */
  text: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  /** page titles and the landing page */
  title: "'Fraunces Variable', Georgia, 'Times New Roman', serif",
  /** ids and hashes */
  code: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
} as const;

/** Pixels at the reader's normal text size; the front ends turn them into rem. */
export const SIZES = { fine: 13, small: 15, text: 17, lead: 22, title: 30, display: 40 } as const;

/** Space goes in steps of this many pixels. */
export const STEP = 4;
export const RADII = { card: 10, control: 8 } as const;
/** Milliseconds; none at all when the reader asks for less motion. */
export const MOTION = { quick: 90, calm: 160 } as const;
