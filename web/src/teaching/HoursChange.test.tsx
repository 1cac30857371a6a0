import type { TutorRulesView } from '@stoa/contracts/http/hours';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen } from '@testing-library/react';
import { ApiProblem } from '../client/problem';
import * as sending from '../client/send';
import { renderPart } from '../ui/testing';
import { HoursChange, SaveBar } from './HoursChange';
import { keptHours } from './keptHours';
import { useHours } from './useHours';

jest.mock('../client/send', () => ({ send: jest.fn() }));
jest.mock('./asks', () => ({
  teachingAsks: {
    previewRules: () => ({ asks: 'preview' }),
    saveRules: (body: unknown, version: number) => ({ asks: 'save', body, version }),
  },
}));
/** What saving answers, by the version that it is made from; a preview never comes. */
let saving: (version: number) => unknown = () => null;
jest.mocked(sending.send).mockImplementation((ask) => {
  const { asks, version } = ask as unknown as { asks: string; version: number };
  return asks === 'save' ? Promise.resolve().then(() => saving(version)) : new Promise(() => undefined);
});
const refuse = (error: Error) => {
  saving = () => {
    throw error;
  };
};

const ASOF = '2126-11-24T10:00:00.000Z';
const view = (more: Partial<TutorRulesView> = {}): TutorRulesView => ({
  version: 3,
  zone: 'Europe/Kyiv',
  windows: [{ weekday: 1, start: '09:00', end: '13:00' }],
  durations: [60],
  slotStepMinutes: 30,
  minimumNoticeMinutes: 120,
  horizonDays: 60,
  bufferMinutes: 0,
  maxSessionsPerDay: null,
  maxMinutesPerWeek: null,
  minutesPerWeek: 240,
  bufferCost: {
    durationMinutes: 60,
    lessonsADay: [4, 0, 0, 0, 0, 0, 0],
    lessonsADayWithoutBuffer: [4, 0, 0, 0, 0, 0, 0],
  },
  asOf: ASOF,
  ...more,
});
const change = (rules: TutorRulesView) => ({ rules, outside: [], outsideMore: 0, zoneMove: null, asOf: ASOF });

function Page() {
  const hours = useHours(view());
  return (
    <>
      <button type="button" onClick={() => hours.change({ horizonDays: 90 })}>
        look further
      </button>
      <output>{hours.draft.horizonDays}</output>
      <HoursChange hours={hours} />
      <SaveBar hours={hours} />
    </>
  );
}
const page = () =>
  renderPart(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
const settle = () => act(() => Promise.resolve());
const press = async (name: string | RegExp) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};
const refusal = (code: string, details = {}) =>
  new ApiProblem({ type: '', title: code, status: code === 'unauthenticated' ? 401 : 409, code, details });

describe('saving the hours', () => {
  beforeEach(() => window.sessionStorage.clear());

  it('shows what differs when they were saved elsewhere meanwhile, and overwrites nothing until the tutor says so', async () => {
    page();
    await press('look further');
    refuse(refusal('hours_changed', { current: view({ version: 4, horizonDays: 30 }) }));
    await press('Save the hours');
    const row = await screen.findByRole('row', { name: /Booked at the earliest/ });
    expect(row.textContent).toBe('Booked at the earliest90 days ahead30 days ahead');
    const made: number[] = [];
    saving = (version) => {
      made.push(version);
      return change(view({ version: 5, horizonDays: 90 }));
    };
    await press('Save mine');
    expect(await screen.findByText(/^Saved\./)).toBeTruthy();
    expect(made).toEqual([4]);
    expect(keptHours.read()).toBeNull();
  });

  it('lets go of the draft when the tutor takes what was saved', async () => {
    page();
    await press('look further');
    refuse(refusal('hours_changed', { current: view({ version: 4, horizonDays: 30 }) }));
    await press('Save the hours');
    await screen.findByRole('table');
    await press('Take what was saved');
    expect(screen.queryByRole('table')).toBeNull();
    expect(keptHours.read()).toBeNull();
  });

  it('keeps the draft, with the version it was made from, when the sign-in has run out', async () => {
    page();
    await press('look further');
    refuse(refusal('unauthenticated'));
    await press('Save the hours');
    expect(await screen.findByRole('link', { name: 'Sign in' })).toBeTruthy();
    expect(keptHours.read()).toMatchObject({ version: 3, body: { horizonDays: 90 } });
  });

  it('finds the draft again after a reload', async () => {
    const first = page();
    await press('look further');
    first.unmount();
    page();
    await settle();
    expect(document.querySelector('output')?.textContent).toBe('90');
  });
});
