import type { SlotList, TutorView } from '@stoa/contracts/http/tutors';
import { fireEvent, screen } from '@testing-library/react';
import type { z } from 'zod';
import { renderPart } from '../ui/testing';
import { SlotWeek } from './SlotWeek';
import { weekAt } from './weeks';

const reader = { locale: 'en-GB', zone: 'Europe/London', now: Date.parse('2026-11-25T08:00:00Z') };
const choice = { subjectId: 's', minutes: 60, trial: false, week: 0 };

function show(...times: readonly string[]) {
  const items = times.map((time) => ({ startsAt: `2026-11-25T${time}:00.000Z` }));
  const part = {
    slots: { items } as unknown as z.output<typeof SlotList>,
    tutor: { id: 'one', zone: reader.zone } as unknown as TutorView,
    week: weekAt(0, reader.zone, reader.now),
  };
  renderPart(<SlotWeek {...part} choice={choice} reader={reader} />);
}
const shown = () => screen.getAllByRole('link').map(({ textContent }) => textContent?.slice(0, 5));

describe('the times of a week', () => {
  it('are the round ones first, and all of them at the press of a button', () => {
    show('09:00', '09:15', '09:30', '10:15');
    expect(shown()).toEqual(['09:00', '09:30', '10:15']);
    fireEvent.click(screen.getByRole('button', { name: 'Show all 4 times, quarter hours too' }));
    expect(shown()).toEqual(['09:00', '09:15', '09:30', '10:15']);
    fireEvent.click(screen.getByRole('button', { name: 'Show hours and half hours only' }));
    expect(shown()).toHaveLength(3);
  });

  it('have no button where nothing is left out', () => {
    show('09:00', '09:30', '10:15');
    expect(shown()).toHaveLength(3);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
