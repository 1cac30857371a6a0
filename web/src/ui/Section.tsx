import { type ReactElement, type ReactNode, useId } from 'react';
import classes from './Section.module.css';

/** A part of a page under a heading that names it. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
