import type { BookingView } from '@stoa/contracts/http/bookings';
import type { Acting } from '../client/acting';

/** What was just done, to be said. */
export type Done = 'written' | 'published' | 'edited' | 'replied';

export interface PartProps {
  readonly booking: BookingView;
  readonly acting: Acting;
  /** the other person's first name */
  readonly name: string;
  readonly onDone: (what: Done) => void;
}
