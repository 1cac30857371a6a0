'use client';

import { LIGHT } from '@stoa/contracts/design/tokens';
import { en } from '@stoa/contracts/words/en';
import type { ReactElement } from 'react';

/** The frame itself broke: nothing of it can be relied on, so this page brings its own words and two colours. */
export default function GlobalError({ reset }: { readonly reset: () => void }): ReactElement {
  return (
    <html lang="en-GB">
      <body style={{ background: LIGHT.ground, color: LIGHT.ink, fontFamily: 'system-ui, sans-serif', padding: 32 }}>
        <h1>{en.web.pages.error}</h1>
        <p>{en.web.pages.errorHelp}</p>
        <button type="button" onClick={reset}>
          {en.web.problem.again}
        </button>
      </body>
    </html>
  );
}
