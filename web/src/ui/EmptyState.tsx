import type { ReactElement, ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface Props {
  readonly title: string;
  readonly help: string;
  /** the one thing to do now */
  readonly children?: ReactNode;
  /** set where this is all the page has to say */
  readonly headingLevel?: 1;
}

/** Nothing here yet: says so, why, and what to do. */
export function EmptyState({ title, help, children, headingLevel }: Props): ReactElement {
  const Title = headingLevel === 1 ? 'h1' : 'p';
  return (
    <div className={classes.empty}>
      <svg aria-hidden="true" viewBox="0 0 64 36" width="64" height="36" className={classes.porch}>
        <path d="M2 34h60M6 30h52M8 10h48L32 2 8 10ZM13 13v14m11-14v14m16-14v14m11-14v14" />
      </svg>
      <Title className={classes.title}>{title}</Title>
      <p className={classes.help}>{help}</p>
      {children}
    </div>
  );
}
