import type { Acting } from '../client/acting';

/** Where one's own reviews stand: a tutor's among what belongs to teaching. */
export const reviewsOf = (acting: Acting): string => (acting === 'tutor' ? '/teaching/reviews' : '/reviews');
