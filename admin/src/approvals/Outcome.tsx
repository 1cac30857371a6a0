import { CheckCircleOutlined, EditOutlined, InboxOutlined } from '@ant-design/icons';
import type { DecidedReviewView } from '@stoa/contracts/http/decidedReviews';
import type { ComponentType } from 'react';
import { words } from '../words';

const LOOKS: Readonly<Record<DecidedReviewView['outcome'], readonly [tone: string, Icon: ComponentType]>> = {
  approved: ['olive', CheckCircleOutlined],
  rejected: ['terracotta', EditOutlined],
  withdrawn: ['quiet', InboxOutlined],
};

/** What a review came to, in a word and an icon. */
export function Outcome({ of }: { readonly of: DecidedReviewView['outcome'] }) {
  const [tone, Icon] = LOOKS[of];
  return (
    <span className={`badge badge-${tone}`}>
      <Icon />
      {words.decided.outcomes[of]}
    </span>
  );
}
