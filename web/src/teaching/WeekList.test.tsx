import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { renderPart } from '../ui/testing';
import type { WeeklyWindow } from './weekHours';
import { WeekGrid } from './WeekGrid';
import { WeekList } from './WeekList';

const MONDAY: WeeklyWindow = { weekday: 1, start: '09:00', end: '13:00' };
let now: WeeklyWindow[] = [];

function Edited({ as: Part, from }: { readonly as: typeof WeekList; readonly from: WeeklyWindow[] }) {
  const [windows, setWindows] = useState(from);
  const change = (next: WeeklyWindow[]) => {
    now = next;
    setWindows(next);
  };
  return <Part windows={windows} step={30} wrong={new Set()} onChange={change} />;
}
const list = (...from: WeeklyWindow[]) => renderPart(<Edited as={WeekList} from={from} />);
const grid = (...from: WeeklyWindow[]) => renderPart(<Edited as={WeekGrid} from={from} />);
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('the week as a list', () => {
  it('adds hours, and more after those that are there', () => {
    list();
    fireEvent.click(screen.getByRole('button', { name: 'Add hours on Tuesday' }));
    fireEvent.click(screen.getByRole('button', { name: 'Add hours on Tuesday' }));
    expect(now).toEqual([
      { weekday: 2, start: '09:00', end: '12:00' },
      { weekday: 2, start: '13:00', end: '16:00' },
    ]);
  });

  it('takes an end on the next day, and says that it is the next day', () => {
    list(MONDAY);
    expect(screen.getByRole('option', { name: '01:00 next day' })).toBeTruthy();
    choose('Monday: to', '01:00');
    expect(now).toEqual([{ ...MONDAY, end: '01:00' }]);
  });

  it('never turns hours into a night by a later start', () => {
    list(MONDAY);
    choose('Monday: from', '14:00');
    expect(now).toEqual([{ weekday: 1, start: '14:00', end: '14:30' }]);
  });

  it('removes the hours that were named', () => {
    list(MONDAY, { weekday: 1, start: '15:00', end: '16:00' });
    fireEvent.click(screen.getByRole('button', { name: 'Remove Monday, 09:00 to 13:00' }));
    expect(now).toEqual([{ weekday: 1, start: '15:00', end: '16:00' }]);
  });
});

describe('the week drawn, by keyboard', () => {
  const press = (key: string, more = {}) =>
    fireEvent.keyDown(screen.getByRole('button', { name: /^Monday, |^Tuesday, / }), { key, ...more });

  it('moves hours by the step and to other days, and keeps their length', () => {
    grid(MONDAY);
    press('ArrowDown');
    expect(now).toEqual([{ weekday: 1, start: '09:30', end: '13:30' }]);
    press('ArrowRight');
    expect(now).toEqual([{ weekday: 2, start: '09:30', end: '13:30' }]);
  });

  it('stretches the end with Shift and the start with Alt', () => {
    grid(MONDAY);
    press('ArrowDown', { shiftKey: true });
    press('ArrowUp', { altKey: true });
    expect(now).toEqual([{ weekday: 1, start: '08:30', end: '13:30' }]);
  });

  it('removes with Delete', () => {
    grid(MONDAY);
    press('Delete');
    expect(now).toEqual([]);
  });
});
