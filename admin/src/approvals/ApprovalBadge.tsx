import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  EditOutlined,
  EyeOutlined,
  InboxOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { ApprovalState } from '@stoa/domain/tutor';
import type { ComponentType } from 'react';
import { words } from '../words';

const LOOKS: Readonly<Record<ApprovalState, readonly [tone: string, Icon: ComponentType]>> = {
  incomplete: ['quiet', EditOutlined],
  pending_approval: ['ochre', ClockCircleOutlined],
  under_review: ['aegean', EyeOutlined],
  approved: ['olive', CheckCircleOutlined],
  rejected: ['terracotta', EditOutlined],
  suspended: ['terracotta', StopOutlined],
  archived: ['quiet', InboxOutlined],
};

/** Where a tutor stands with us, in a word and an icon. */
export function ApprovalBadge({ state }: { readonly state: ApprovalState }) {
  const [tone, Icon] = LOOKS[state];
  return (
    <span className={`badge badge-${tone}`}>
      <Icon />
      {words.approvals.states[state]}
    </span>
  );
}
