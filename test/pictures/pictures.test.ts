/** Protects: what the README and docs show is what the screens are, none left out and none too heavy for a clone. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import * as answers from './answers';
import { BOOKINGS } from './bookings';
import { SCREENS } from './screens';

const FOLDER = path.resolve(__dirname, '../../docs/pictures');
const LOOKS = ['desktop-light', 'desktop-dark', 'phone-light', 'phone-dark'];

describe('the frozen world', () => {
  const staff = answers.readerNamed('Odile');

  it.each(BOOKINGS.map((told) => [told.detail.code, told] as const))(
    'answers about %s as the contracts say, with books that add up to zero',
    (_code, told) => {
      const id = told.booking.id;
      expect(answers.booking(id, answers.readerNamed(told.lesson.student))).toMatchObject({ id });
      expect(answers.timeline(id, staff)).toMatchObject({ asOf: '2026-11-24T16:05:00.000Z' });
      expect(answers.staffBooking(id, staff)).toMatchObject({ code: told.detail.code });
      const sum = told.ledger
        .flatMap(({ postings }) => postings)
        .reduce((all, { amountMinor }) => all + amountMinor, 0);
      expect(sum).toBe(0);
    },
  );

  it('shows one booking in every status that a badge can say', () => {
    const { items } = answers.staffBookings(new URLSearchParams(), staff) as { items: { status: string }[] };
    const shown = new Set(items.map(({ status }) => status));
    const all = [
      'holding',
      'requested',
      'confirming',
      'scheduled',
      'active',
      'ended',
      'settled',
      'cancelled',
      'declined',
      'expired',
    ];
    expect([...shown].sort()).toEqual(all.sort());
  });
});

describe('docs/pictures', () => {
  it('holds every screen in every look, and nothing that is no screen', () => {
    const wanted = SCREENS.flatMap(({ face, name }) => LOOKS.map((look) => `${face}-${name}-${look}.png`));
    const there = readdirSync(FOLDER).filter((file) => file.endsWith('.png'));
    expect(there.sort()).toEqual(wanted.sort());
  });

  it('holds no picture above 60 kB', () => {
    const heavy = readdirSync(FOLDER).filter((file) => statSync(path.join(FOLDER, file)).size > 60_000);
    expect(heavy).toEqual([]);
  });
});
