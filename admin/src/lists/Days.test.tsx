import { fireEvent, render, screen } from '@testing-library/react';
import { learnClock } from '../clock';
import { PersonContext } from '../words';
import { Days } from './Days';
import { TODAY } from './question';

/** 00:30 on the 25th in Berlin, while it is the 24th in UTC and on most computers. */
beforeEach(() => learnClock('2026-11-24T23:30:00.000Z'));

function days(range: { from?: string; to?: string }): jest.Mock {
  const onPick = jest.fn();
  render(
    <PersonContext value={{ locale: 'en', zone: 'Europe/Berlin' }}>
      <Days range={range} labels={{ from: 'Starts from', to: 'until' }} onPick={onPick} />
    </PersonContext>,
  );
  return onPick;
}
const from = () => screen.getByLabelText<HTMLInputElement>('Starts from');
const until = () => screen.getByLabelText<HTMLInputElement>('until');
function types(input: HTMLInputElement, text: string): void {
  fireEvent.mouseDown(input);
  fireEvent.focus(input);
  fireEvent.change(input, { target: { value: text } });
  fireEvent.keyDown(input, { key: 'Enter', code: 'Enter' });
}

describe('the days that narrow the list', () => {
  it('shows what the address says, today by Stoa’s clock in the reader’s zone', () => {
    days({ from: TODAY, to: '2026-12-01' });
    expect([from().value, until().value]).toEqual(['25 Nov 2026', '1 Dec 2026']);
  });

  it('leaves either end open', () => {
    days({ to: '2026-12-01' });
    expect([from().value, from().placeholder, until().value]).toEqual(['', 'any day', '1 Dec 2026']);
  });

  it('takes both ends from the keyboard alone, in the ways people write a day', () => {
    const onPick = days({});
    types(from(), '2026-11-30');
    types(until(), '2.12.2026');
    expect(onPick).toHaveBeenLastCalledWith({ from: '2026-11-30', to: '2026-12-02' });
  });

  it('goes on following the clock with the end that is not changed', () => {
    const onPick = days({ from: TODAY, to: TODAY });
    types(until(), '28 Nov 2026');
    fireEvent.keyDown(from(), { key: 'Enter', code: 'Enter' });
    expect(onPick).toHaveBeenLastCalledWith({ from: TODAY, to: '2026-11-28' });
  });

  it('offers the usual stretches in one click', async () => {
    const onPick = days({});
    fireEvent.mouseDown(from());
    fireEvent.click(from());
    fireEvent.click(await screen.findByText('Next 7 days'));
    expect(onPick).toHaveBeenLastCalledWith({ from: '2026-11-25', to: '2026-12-01' });
  });

  it('gives both ends up at once', () => {
    const onPick = days({ from: '2026-11-30', to: '2026-12-02' });
    const clear = document.querySelector('.ant-picker-clear') as HTMLElement;
    fireEvent.mouseDown(clear);
    fireEvent.click(clear);
    expect(onPick).toHaveBeenLastCalledWith({ from: '', to: '' });
  });
});
