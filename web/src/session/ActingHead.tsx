'use client';

import type { ReactElement, ReactNode } from 'react';
import classes from './ActingHead.module.css';
import { ActingSwitch, useActing } from './ActingSwitch';

interface Props {
  readonly title: string;
  /** ways to what belongs to this page */
  readonly children?: ReactNode;
}

/** The head of a page that shows one role at a time: whoever holds both says here which. */
export function ActingHead({ title, children }: Props): ReactElement {
  const { acting, both, change } = useActing();
  return (
    <header className={classes.head}>
      <h1>{title}</h1>
      {children}
      {both ? <ActingSwitch acting={acting} onChange={change} /> : null}
    </header>
  );
}
