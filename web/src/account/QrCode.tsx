import { LIGHT } from '@stoa/contracts/design/tokens';
import type { ReactElement } from 'react';
import classes from './Account.module.css';

export interface QrModules {
  readonly size: number;
  /** the dark squares, as one path */
  readonly path: string;
}

const MARGIN = 4;

/** The squares of a text. The library comes only when somebody sets an authenticator up. */
export async function qrModules(text: string): Promise<QrModules> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const dark = Array.from({ length: modules.size * modules.size }, (_, at) => at).filter((at) => modules.data[at]);
  const path = dark
    .map((at) => `M${(at % modules.size) + MARGIN} ${Math.floor(at / modules.size) + MARGIN}h1v1h-1z`)
    .join('');
  return { size: modules.size + 2 * MARGIN, path };
}

/** Dark on light in both schemes: cameras do not read the other way round. */
export function QrCode({ modules, label }: { readonly modules: QrModules; readonly label: string }): ReactElement {
  return (
    <svg role="img" aria-label={label} className={classes.qr} viewBox={`0 0 ${modules.size} ${modules.size}`}>
      <rect width={modules.size} height={modules.size} fill={LIGHT.surface} />
      <path d={modules.path} fill={LIGHT.ink} shapeRendering="crispEdges" />
    </svg>
  );
}
