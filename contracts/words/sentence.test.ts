import { en } from './en';
import { saySentence, textAt } from './sentence';

const reader = { locale: 'en', zone: 'Europe/London', now: Date.parse('2026-11-24T09:00:00Z') };

describe('saySentence', () => {
  it('writes money and instants as the reader reads them', () => {
    const values = { tutor: 'Ana', at: '2026-11-24T20:15:00.000Z', price: { amountMinor: 2400, currency: 'EUR' } };
    expect(saySentence({ code: 'deadline.answer.student', values }, reader)).toBe(
      'Ana answers by 20:15 today, or you get €24.00 back.',
    );
  });

  it('says that something changed when a newer server sends an unknown code', () => {
    expect(saySentence({ code: 'event.teleported', values: {} }, reader)).toBe(en.sentences.event.other);
    expect(saySentence({ code: 'event', values: {} }, reader)).toBe(en.sentences.event.other);
    expect(textAt('constructor.name')).toBeNull();
  });
});
