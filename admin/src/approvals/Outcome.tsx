import { CheckCircleOutlined, EditOutlined, InboxOutlined } from '@ant-design/icons';
import type { DecidedReviewView } from '@stoa/contracts/http/decidedReviews';
import type { ComponentType } from 'react';
import { words } from '../words';

const LOOKS: Readonly<Record<DecidedReviewView['outcome'], readonly [tone: string, Icon: ComponentType]>> = {
  approved: ['olive', CheckCircleOutlined],
  rejected: ['terracotta', EditOutlined],
  withdrawn: ['quiet', InboxOutlined],
};

type Came = Pick<DecidedReviewView, 'outcome' | 'items'>;

/** An appeal against a suspension has no parts: what comes of it is about the suspension. */
function textOf({ outcome, items }: Came): string {
  const isOfSuspension = items.length === 0 && outcome !== 'withdrawn';
  return isOfSuspension ? words.decided.appealed[outcome] : words.decided.outcomes[outcome];
}

/** What a review came to, in a word and an icon. */
export function Outcome({ of }: { readonly of: Came }) {
  const [tone, Icon] = LOOKS[of.outcome];
  return (
    <span className={`badge badge-${tone}`}>
      <Icon />
      {textOf(of)}
    </span>
  );
}
