import type { Actor, Booking, Owed } from '../booking';
import { decide, type ActionRequest } from '../decide';
import { DEADLINES, isOver, nextDeadline } from '../deadlines';
import { postingsFor, type LedgerEvent } from '../ledger';
import { applyMove, closePage, failOwed, fulfil, type Applied } from '../moves';
import { quoteFor } from '../quote';
import { DAY_MS } from '../policies';

/** What the card company answers when it is asked. */
export type Answer = 'done' | 'lost' | 'stored_failure' | 'refused';

/** One thing that happens in a story. */
export type Step =
  | { readonly kind: 'clock'; readonly answer: Answer }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'paid' }
  | {
      readonly kind: 'act';
      readonly actor: Actor;
      readonly action: 'accept' | 'decline' | 'cancel';
      readonly shareBps?: number;
    };

/**
 * A model of the workflow: one booking, a clock that only goes on, people, and a card company with moods. It keeps what
 * was promised in quotes beside what happened, and the booking's books.
 */
export class Play {
  readonly events: LedgerEvent[] = [];
  readonly seen: Booking[] = [];
  readonly balances = new Map<string, number>();
  strikes = 0;
  /** the card company took the money, but its answer was lost */
  private capturedUnseen = false;
  /** the events of the last quote that was acted on, and how many events there were before it */
  promise: { readonly events: readonly LedgerEvent[]; readonly from: number; readonly strike: boolean } | null = null;

  constructor(
    public booking: Booking,
    public now: number,
  ) {
    this.seen.push(booking);
  }

  private record({ booking, events, strike }: Applied): void {
    this.booking = booking;
    this.seen.push(booking);
    this.events.push(...events);
    this.strikes += strike ? 1 : 0;
    for (const { account, amountMinor } of events.flatMap(postingsFor))
      this.balances.set(account, (this.balances.get(account) ?? 0) + amountMinor);
  }

  private keep(booking: Booking): void {
    this.booking = booking;
    this.seen.push(booking);
  }

  /** Asks the domain and, where it allows, moves. */
  attempt(request: Omit<ActionRequest, 'at'>): boolean {
    const decision = decide(this.booking, { ...request, at: this.now });
    if (decision.ok) this.record(applyMove(this.booking, decision.value));
    return decision.ok;
  }

  /** A person asks for a quote and acts on it at once. */
  act({ actor, action, shareBps }: Extract<Step, { kind: 'act' }>): void {
    const actorId = actor === 'student' ? this.booking.studentId : this.booking.tutorId;
    const chosen = shareBps === undefined ? {} : { studentShareBps: shareBps };
    const request = { action, actor, actorId, reason: 'because', ...chosen };
    const quote = quoteFor({ ...request, booking: this.booking, at: this.now });
    const promise = quote.ok
      ? { events: quote.value.events, from: this.events.length, strike: quote.value.tutor.strike }
      : null;
    const done = this.attempt({
      ...request,
      expectedVersion: this.booking.version,
      quotedAt: this.now,
      ...(quote.ok ? { studentShareBps: quote.value.studentShareBps } : {}),
    });
    if (done !== quote.ok) throw new Error(`a quote of ${action} by ${actor} and its decision disagree`);
    if (done) this.promise = promise;
  }

  private asked({ kind }: Owed, answer: Answer): void {
    if (kind === 'capture') this.capturedUnseen = answer === 'lost';
    if (answer === 'lost' || answer === 'stored_failure')
      return this.keep(failOwed(this.booking, kind, { at: this.now, storedFailure: answer === 'stored_failure' }));
    if (kind === 'expire_checkout') {
      const action = answer === 'done' ? 'expireHold' : 'authorize';
      this.attempt({ action, actor: 'provider', actorId: null, captureBefore: this.now + 7 * DAY_MS });
    } else if (kind === 'capture' && answer === 'refused')
      this.attempt({ action: 'refuseCapture', actor: 'provider', actorId: null });
    else this.record(fulfil(this.booking, { kind, at: this.now, hadBeenCaptured: this.capturedUnseen }));
  }

  /** The clock goes on to the next deadline and serves it. */
  clock(answer: Answer): void {
    const due = nextDeadline(this.booking);
    if (due === null) return;
    this.now = Math.max(this.now, due.at);
    const row = DEADLINES.find(({ action }) => action === due.action);
    const owed = this.booking.owed.find(({ kind }) => kind === due.action);
    if (due.action === 'closePage') this.keep(closePage(this.booking, this.now));
    else if (row?.move) {
      if (!this.attempt({ action: row.move as 'start', actor: 'clock', actorId: null }))
        throw new Error(`the clock may not ${due.action}`);
    } else if (owed) this.asked(owed, answer);
  }

  step(step: Step): void {
    if (step.kind === 'clock') this.clock(step.answer);
    if (step.kind === 'paid')
      this.attempt({ action: 'authorize', actor: 'provider', actorId: null, captureBefore: this.now + 7 * DAY_MS });
    if (step.kind === 'act') this.act(step);
    if (step.kind === 'wait') {
      const due = nextDeadline(this.booking)?.at ?? Infinity;
      this.now = Math.max(this.now, Math.min(this.now + step.ms, due - 1));
    }
  }

  /** Lets everything end with a card company that answers. */
  toTheEnd(): void {
    for (let turns = 0; !isOver(this.booking); turns++) {
      if (turns > 100) throw new Error(`no end in sight: ${JSON.stringify(this.booking)}`);
      this.clock('done');
    }
  }

  balanceOf(account: string): number {
    return this.balances.get(account) ?? 0;
  }
}
