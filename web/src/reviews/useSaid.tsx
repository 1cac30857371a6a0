'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { Done } from './part';
import classes from './Reviews.module.css';

interface Said {
  readonly line: ReactElement;
  readonly say: (what: Done) => void;
}

/** What was just done with a review of a lesson with somebody: the reader goes on from there, where the form was. */
export function useSaid(name: string): Said {
  const t = useTranslations('web.reviews.session');
  const [done, setDone] = useState<Done | null>(null);
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => (done ? said.current?.focus() : undefined), [done]);
  const line = (
    <p role="status" ref={said} tabIndex={-1} className={classes.told}>
      {done ? t(`done.${done}`, { name }) : null}
    </p>
  );
  return { line, say: setDone };
}
