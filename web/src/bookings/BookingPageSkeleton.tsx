import type { ReactElement } from 'react';
import { Bar, Skeleton } from '../ui/Skeleton';
import classes from './BookingPage.module.css';
import { StoryBones } from './BookingStory';

export function BookingPageSkeleton(): ReactElement {
  return (
    <Skeleton isPage>
      <Bar chars={11} as="small" />
      <div className={classes.head}>
        <Bar chars={20} as="title" />
        <Bar chars={24} as="small" />
      </div>
      <div className={classes.columns}>
        <div className={classes.now}>
          <div>
            <Bar chars={26} as="lead" />
            <Bar chars={18} as="small" />
          </div>
          <Bar chars={44} as="small" />
          <Bar steps={11} />
          <Bar steps={36} />
        </div>
        <StoryBones />
      </div>
    </Skeleton>
  );
}
