/** A stretch of a calendar that is taken. Epoch ms, half open. Nothing of what is in it crosses this port. */
export interface CalendarBusyTime {
  readonly startsAt: number;
  readonly endsAt: number;
}

export type CalendarAnswer =
  | { readonly kind: 'busy'; readonly times: readonly CalendarBusyTime[] }
  /** the person took the permission back or it ran out: they must connect the calendar anew */
  | { readonly kind: 'disconnected' };

/** Somebody's calendar at another company, read for when they are busy and for nothing else. */
export interface CalendarProvider {
  /**
   * What is taken in [from, to), epoch ms: events that count as busy, all-day events in the calendar's own zone,
   * repeating ones spelled out. Cut to the span is allowed, not needed.
   * @param connectionId names the stored permission; the provider's adapter reads the token itself
   * @throws when the company does not answer in time: what was known before stays true until it does
   */
  busyTimes(connectionId: string, span: { readonly from: number; readonly to: number }): Promise<CalendarAnswer>;
}
