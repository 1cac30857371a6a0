import { act, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { renderPart, textOf } from '../ui/testing';
import type { Filters } from './filters';
import { FreeWeek } from './FreeWeek';

const seen: Filters[] = [];
function Held({ filters }: { readonly filters: Filters }) {
  const [now, setNow] = useState(filters);
  const change = (next: Filters) => {
    seen.push(next);
    setNow(next);
  };
  return <FreeWeek filters={now} onChange={change} />;
}
const show = (filters: Filters = {}) => {
  seen.length = 0;
  return renderPart(<Held filters={filters} />, { zone: 'Europe/Kyiv' });
};
const cell = (name: string) => screen.getByRole('gridcell', { name });
const mouse = (type: string, init: MouseEventInit = {}) =>
  Object.assign(new MouseEvent(type, { bubbles: true, ...init }), { pointerType: 'mouse' });
/** React hears of entering by what bubbles */
const over = (element: Element) =>
  act(() => void element.dispatchEvent(mouse('pointerover', { relatedTarget: document.body })));

describe('free when I am', () => {
  it('marks an hour by a tap and says it in words, in the reader’s zone', () => {
    const { container } = show();
    fireEvent.click(cell('Tuesday 18:00 to 19:00'));
    expect(seen).toEqual([{ free: 'tue:18-19', zone: 'Europe/Kyiv' }]);
    expect(textOf(container.querySelector('[aria-live]'))).toBe('Tue 18–19, your time');
    fireEvent.click(cell('Tuesday 18:00 to 19:00'));
    expect(seen.at(-1)).toEqual({});
  });

  it('is walked by arrows and marked by the space bar, with one stop for the tab key', () => {
    const { container } = show();
    expect(container.querySelectorAll('td[tabindex="0"]')).toHaveLength(1);
    const first = cell('Monday 18:00 to 19:00');
    act(() => first.focus());
    fireEvent.keyDown(first, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(cell('Tuesday 18:00 to 19:00'));
    fireEvent.keyDown(cell('Tuesday 18:00 to 19:00'), { key: ' ' });
    fireEvent.keyDown(cell('Tuesday 18:00 to 19:00'), { key: 'ArrowDown', shiftKey: true });
    expect(document.activeElement).toBe(cell('Tuesday 19:00 to 20:00'));
    expect(seen.at(-1)?.free).toBe('tue:18-20');
    expect(container.querySelectorAll('td[tabindex="0"]')).toHaveLength(1);
  });

  it('does not leave the week by an arrow', () => {
    show();
    const last = cell('Sunday 22:00 to 23:00');
    act(() => last.focus());
    for (const key of ['ArrowRight', 'ArrowDown']) fireEvent.keyDown(last, { key });
    expect(document.activeElement).toBe(last);
  });

  it('is drawn over by a mouse, and takes marks away when the first hour had one', () => {
    show({ free: 'wed:18-20', zone: 'Europe/Kyiv' });
    act(() => void cell('Tuesday 18:00 to 19:00').dispatchEvent(mouse('pointerdown')));
    over(cell('Wednesday 20:00 to 21:00'));
    expect(seen).toEqual([]);
    act(() => void window.dispatchEvent(mouse('pointerup')));
    expect(seen).toEqual([{ free: 'tue:18-21,wed:18-21', zone: 'Europe/Kyiv' }]);
    act(() => void cell('Wednesday 18:00 to 19:00').dispatchEvent(mouse('pointerdown')));
    over(cell('Wednesday 19:00 to 20:00'));
    act(() => void window.dispatchEvent(mouse('pointerup')));
    expect(seen.at(-1)?.free).toBe('tue:18-21,wed:20-21');
  });

  it('keeps the zone that an address came with, and says whose time it is', () => {
    const { container } = show({ free: 'tue:18-20', zone: 'Europe/London' });
    expect(textOf(container.querySelector('[aria-live]'))).toBe('Tue 18–20, London time');
    fireEvent.click(cell('Tuesday 20:00 to 21:00'));
    expect(seen.at(-1)).toEqual({ free: 'tue:18-21', zone: 'Europe/London' });
  });

  it('shows the night when an hour of it is marked', () => {
    show({ free: 'tue:3-4', zone: 'Europe/Kyiv' });
    expect(cell('Tuesday 3:00 to 4:00').getAttribute('aria-selected')).toBe('true');
  });
});
