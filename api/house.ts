/** What a handler may use; the composition root fills it. */
export interface House {
  readonly now: () => number;
}
