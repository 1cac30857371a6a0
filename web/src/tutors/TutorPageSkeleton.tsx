import type { ReactElement } from 'react';
import { Bar, Skeleton } from '../ui/Skeleton';
import { SlotWeekSkeleton } from './SlotWeek';
import classes from './TutorPage.module.css';

export function TutorPageSkeleton(): ReactElement {
  return (
    <Skeleton isPage>
      <Bar chars={10} as="small" />
      <div className={classes.head}>
        <span className={classes.face} />
        <div className={classes.who}>
          <Bar chars={14} as="title" />
          <Bar chars={40} />
          <Bar chars={28} as="small" />
        </div>
      </div>
      <div className={classes.columns}>
        <div>
          <Bar chars={14} />
          <div className={classes.boneGap}>
            <Bar steps={28} />
          </div>
          <SlotWeekSkeleton />
        </div>
        <div className={classes.about}>
          <Bar chars={8} />
          <Bar steps={40} />
        </div>
      </div>
    </Skeleton>
  );
}
