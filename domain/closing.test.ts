import {
  askToClose,
  CLOSING_LIFECYCLE,
  CLOSING_STATES,
  CLOSING_WAITS,
  closingActionsFor,
  closingDeadlineFor,
  closingRowFor,
  closingWaitsFor,
  erasureTimeFor,
  moveClosing,
  type Closing,
  type ClosingFacts,
  type ClosingState,
} from './closing';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './policies';

const ASKED = Date.parse('2026-03-02T09:00:00Z');
const QUIET: ClosingFacts = {
  holds: 0,
  lessons: 0,
  unsettled: 0,
  disputes: 0,
  moneyUnderWay: 0,
  walletCash: [],
  walletPromo: [],
  earnings: [],
  debts: [],
  roles: ['student'],
  changesAt: null,
};
const some = [{ currency: 'EUR', amountMinor: 500 }] as const;

const closing = (differences: Partial<Closing> = {}): Closing => ({
  id: 'c',
  personId: 'p',
  state: 'waiting',
  version: 1,
  reviewWords: 'keep',
  askedAt: ASKED,
  erasesAt: null,
  toldAt: ASKED,
  ...differences,
});
const cooling = (): Closing => closing({ state: 'cooling_off', version: 2, erasesAt: ASKED + 14 * DAY_MS });

describe('the lifecycle of a closing', () => {
  it('reaches every state, and nothing leads out of the last two', () => {
    const seen = new Set<ClosingState | null>([null]);
    for (const from of seen) for (const row of CLOSING_LIFECYCLE) if (row.from.includes(from)) seen.add(row.to ?? from);
    expect(seen).toEqual(new Set([null, ...CLOSING_STATES]));
    for (const final of ['erased', 'withdrawn'] as const)
      expect(CLOSING_LIFECYCLE.filter(({ from }) => from.includes(final))).toEqual([]);
  });

  // safety: an erasure half done cannot be called off, whatever was pressed meanwhile
  it('can be called off until the erasure begins, and by nobody but the person', () => {
    expect(closingActionsFor(null)).toEqual(['ask']);
    expect(closingActionsFor('waiting')).toEqual(['withdraw']);
    expect(closingActionsFor('cooling_off')).toEqual(['withdraw']);
    for (const late of ['erasing', 'erased', 'withdrawn'] as const) expect(closingActionsFor(late)).toEqual([]);
    expect(closingRowFor('withdraw', 'erasing')).toBeNull();
  });

  it('is asked for once: from an open closing there is no row', () => {
    for (const open of ['waiting', 'cooling_off', 'erasing'] as const) expect(closingRowFor('ask', open)).toBeNull();
  });

  it('refuses those who work here: the last owner would be gone', () => {
    const asked = { id: 'c', personId: 'p', reviewWords: 'keep', at: ASKED } as const;
    for (const role of ['support', 'admin', 'owner'] as const)
      expect(askToClose({ ...asked, roles: ['student', role] })).toEqual({
        ok: false,
        code: 'closing_staff_role',
        details: { role },
      });
    expect(askToClose({ ...asked, roles: ['student', 'tutor'] })).toEqual({ ok: true, value: closing() });
  });
});

describe('what an account waits for', () => {
  it('is whatever is live, each by its own word, in one order', () => {
    const live: ClosingFacts = {
      ...QUIET,
      ...{ holds: 1, lessons: 1, unsettled: 1, disputes: 1, moneyUnderWay: 1 },
      ...{ walletCash: some, earnings: some, roles: ['admin'] },
    };
    expect(closingWaitsFor(live)).toEqual(CLOSING_WAITS);
    expect(closingWaitsFor(QUIET)).toEqual([]);
  });

  it('is no promotional credit, which is not cash, and no debt, which stays in the books', () => {
    expect(closingWaitsFor({ ...QUIET, walletPromo: some, debts: some })).toEqual([]);
  });
});

describe('a step of a closing', () => {
  const at = ASKED + HOUR_MS;

  it('sets the day when nothing is live: 14 days after asking, and never without 3 days of notice', () => {
    const settled = moveClosing(closing(), 'settle', { at, facts: QUIET });
    expect(settled).toMatchObject({ ok: true, value: { state: 'cooling_off', erasesAt: ASKED + 14 * DAY_MS } });
    expect(erasureTimeFor(ASKED, ASKED + 13 * DAY_MS)).toBe(ASKED + 16 * DAY_MS);
  });

  it('sets no day while something is live, and takes it back when something stirs', () => {
    const live = { ...QUIET, disputes: 1 };
    expect(moveClosing(closing(), 'settle', { at, facts: live })).toMatchObject({ code: 'closing_state_conflict' });
    expect(moveClosing(cooling(), 'stir', { at, facts: live })).toMatchObject({
      ok: true,
      value: { state: 'waiting', erasesAt: null, version: 3 },
    });
    expect(moveClosing(cooling(), 'stir', { at, facts: QUIET })).toMatchObject({ code: 'closing_state_conflict' });
  });

  // safety: what is erased a day early, or beside a lesson, cannot be brought back
  it('erases on the day and not before, and not while something is live', () => {
    const day = ASKED + 14 * DAY_MS;
    expect(moveClosing(cooling(), 'erase', { at: day - 1, facts: QUIET }).ok).toBe(false);
    expect(moveClosing(cooling(), 'erase', { at: day, facts: { ...QUIET, lessons: 1 } }).ok).toBe(false);
    expect(moveClosing(closing(), 'erase', { at: day, facts: QUIET }).ok).toBe(false);
    expect(moveClosing(cooling(), 'erase', { at: day, facts: QUIET })).toMatchObject({ value: { state: 'erasing' } });
  });
});

describe('the clock of a closing', () => {
  const looked = (differences: Partial<{ lookedAt: number; changesAt: number | null }> = {}) => ({
    lookedAt: ASKED,
    changesAt: null,
    ...differences,
  });

  it('looks every day, and a minute after the next thing ends', () => {
    expect(closingDeadlineFor(closing(), looked())).toEqual({ action: 'look', at: ASKED + DAY_MS });
    const changesAt = ASKED + HOUR_MS;
    expect(closingDeadlineFor(closing(), looked({ changesAt }))).toEqual({
      action: 'look',
      at: changesAt + MINUTE_MS,
    });
  });

  it('reminds every week of what is live', () => {
    const lookedAt = ASKED + 7 * DAY_MS - HOUR_MS;
    expect(closingDeadlineFor(closing(), looked({ lookedAt }))).toEqual({ action: 'remind', at: ASKED + 7 * DAY_MS });
  });

  it('reminds once before the day, then erases; of two at one instant the erasure is first', () => {
    const late = ASKED + 11 * DAY_MS - HOUR_MS;
    expect(closingDeadlineFor(cooling(), looked({ lookedAt: late }))).toMatchObject({ action: 'remind' });
    const told = { ...cooling(), toldAt: ASKED + 11 * DAY_MS };
    const lookedAt = ASKED + 13 * DAY_MS;
    expect(closingDeadlineFor(told, looked({ lookedAt }))).toEqual({ action: 'erase', at: ASKED + 14 * DAY_MS });
  });

  it('has nothing to do with a closing that is over', () => {
    for (const state of ['erasing', 'erased', 'withdrawn'] as const)
      expect(closingDeadlineFor({ ...cooling(), state }, looked())).toBeNull();
  });
});
