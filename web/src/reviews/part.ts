import type { MyReviewView } from '@stoa/contracts/http/reviews';
import type { ReactNode } from 'react';
import type { Acting } from '../client/acting';

/** What was just done, to be said. */
export type Done = 'written' | 'published' | 'edited' | 'replied';

export interface PartProps {
  readonly acting: Acting;
  /** what the other person is called */
  readonly name: string;
  readonly onDone: (what: Done) => void;
}
/** A part about a review that is there. */
export interface ReviewPartProps extends PartProps {
  readonly review: MyReviewView;
  readonly title: ReactNode;
}
