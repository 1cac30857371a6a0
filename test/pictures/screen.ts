/** A screen that is pictured: where it is, who looks, and what they do there. */
import type { Page } from 'playwright-core';

export type Face = 'web' | 'console' | 'sandbox';

export interface Screen {
  readonly face: Face;
  readonly name: string;
  readonly path: string;
  /** whose cookie goes along; nobody's when left out */
  readonly who?: string;
  /** where their device is, when it is not London */
  readonly zone?: string;
  /** what must be in sight before anything is done */
  readonly shows?: string;
  /** what the reader does; resolves when its result is in sight */
  readonly act?: (page: Page) => Promise<void>;
  /** answers of the API that never come (the skeleton) or fail */
  readonly api?: 'silent' | 'down';
  /** only what the window shows: a dialog lies over it */
  readonly windowOnly?: boolean;
}
