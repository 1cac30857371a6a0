import { en } from '@stoa/contracts/words/en';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Icon, type IconName } from './icons';
import classes from './StatusBadge.module.css';

type Status = keyof typeof en.status;
type Tone = 'waits' | 'good' | 'on' | 'stop' | 'quiet';

const LOOK: Readonly<Record<Status, readonly [Tone, IconName]>> = {
  holding: ['waits', 'clock'],
  requested: ['waits', 'clock'],
  confirming: ['waits', 'pause'],
  scheduled: ['on', 'calendar'],
  active: ['on', 'live'],
  ended: ['quiet', 'check'],
  settled: ['good', 'check'],
  cancelled: ['stop', 'cross'],
  declined: ['stop', 'cross'],
  expired: ['stop', 'clock'],
  refunded: ['quiet', 'returned'],
};

const isStatus = (key: string): key is Status => Object.hasOwn(LOOK, key);

/** Where a booking stands, in one word a person would use. A status that this build does not know is shown as it came. */
export function StatusBadge({ status }: { readonly status: string }): ReactElement {
  const t = useTranslations('status');
  const [tone, icon] = isStatus(status) ? LOOK[status] : (['quiet', 'clock'] as const);
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon name={icon} size={16} />
      {isStatus(status) ? t(status) : status}
    </span>
  );
}
