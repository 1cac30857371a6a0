/** The three parts of a refusal (design page, section 4). Names and amounts are added by whoever shows it. */
export interface Refusal {
  /** what we could not do */
  readonly sentence: string;
  /** what stays as it was */
  readonly kept: string;
  /** what to do now */
  readonly next: string;
  /** whether the same request, sent again, may succeed */
  readonly retryable: boolean;
}

export const NOTHING_CHANGED = 'Nothing was changed.';

export const no = (sentence: string, kept: string, next: string): Refusal => ({
  sentence,
  kept,
  next,
  retryable: false,
});
export const later = (sentence: string, kept: string, next: string): Refusal => ({
  sentence,
  kept,
  next,
  retryable: true,
});
