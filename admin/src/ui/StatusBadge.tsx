import {
  CalendarOutlined,
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  CreditCardOutlined,
  FieldTimeOutlined,
  HourglassOutlined,
  PlayCircleOutlined,
  RollbackOutlined,
  StopOutlined,
  SyncOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { en } from '@stoa/contracts/words/en';
import type { ComponentType } from 'react';
import { words } from '../words';

type Tone = 'aegean' | 'olive' | 'ochre' | 'terracotta' | 'quiet';
type Status = keyof typeof en.status;

const LOOKS: Record<Status, { readonly tone: Tone; readonly Icon: ComponentType }> = {
  holding: { tone: 'ochre', Icon: CreditCardOutlined },
  requested: { tone: 'ochre', Icon: ClockCircleOutlined },
  confirming: { tone: 'ochre', Icon: SyncOutlined },
  scheduled: { tone: 'aegean', Icon: CalendarOutlined },
  active: { tone: 'aegean', Icon: PlayCircleOutlined },
  ended: { tone: 'quiet', Icon: HourglassOutlined },
  settled: { tone: 'olive', Icon: CheckCircleOutlined },
  cancelled: { tone: 'terracotta', Icon: CloseCircleOutlined },
  declined: { tone: 'terracotta', Icon: StopOutlined },
  expired: { tone: 'quiet', Icon: FieldTimeOutlined },
  refunded: { tone: 'terracotta', Icon: RollbackOutlined },
};

const isKnown = (status: string): status is Status => Object.hasOwn(LOOKS, status);

/** Where a booking stands, in one word a person would use; the icon says it too, never the colour alone. */
export function StatusBadge({ status }: { readonly status: string }) {
  const { tone, Icon } = isKnown(status) ? LOOKS[status] : { tone: 'quiet', Icon: HourglassOutlined };
  return (
    <span className={`badge badge-${tone}`}>
      <Icon />
      {isKnown(status) ? en.status[status] : status}
    </span>
  );
}

/** Raised by the workflow when something owed failed too often. */
export function AttentionBadge() {
  return (
    <span className="badge badge-terracotta">
      <WarningOutlined />
      {words.booking.attention}
    </span>
  );
}
