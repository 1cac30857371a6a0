import type { ReactElement, ReactNode } from 'react';
import classes from './Pair.module.css';

/** Two fields that belong together, side by side. */
export const Pair = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <div className={classes.pair} data-pair>
    {children}
  </div>
);
