import type { ReactElement } from 'react';
import { Bar, Skeleton } from '../ui/Skeleton';
import classes from './ConfirmBooking.module.css';

export function ConfirmSkeleton(): ReactElement {
  return (
    <Skeleton isPage>
      <Bar chars={10} as="small" />
      <div className={classes.page}>
        <div className={classes.what}>
          <Bar chars={14} as="title" />
          <div className={classes.lesson}>
            <Bar chars={26} />
            <Bar chars={30} as="lead" />
            <Bar chars={22} as="small" />
          </div>
          <Bar steps={34} />
        </div>
        <Bar steps={120} />
      </div>
    </Skeleton>
  );
}
