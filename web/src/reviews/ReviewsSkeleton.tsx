import type { ReactElement } from 'react';
import { Bar, Skeleton } from '../ui/Skeleton';
import classes from './Reviews.module.css';

export function ReviewsSkeleton(): ReactElement {
  return (
    <Skeleton>
      {[0, 1].map((i) => (
        <div key={i} className={classes.bone}>
          <Bar chars={24} as="small" />
          <Bar chars={60} as="small" />
        </div>
      ))}
    </Skeleton>
  );
}

/** A heading, and cards below it. */
export function MyReviewsSkeleton(): ReactElement {
  return (
    <Skeleton>
      <Bar chars={12} />
      <div className={classes.mine}>
        {[0, 1, 2].map((i) => (
          <div key={i} className={classes.written}>
            <Bar chars={18} as="fine" />
            <Bar chars={24} as="small" />
            <Bar chars={50} />
          </div>
        ))}
      </div>
    </Skeleton>
  );
}
