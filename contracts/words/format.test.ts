import {
  countryText,
  dateKey,
  dateText,
  dayText,
  daysAway,
  momentText,
  languageText,
  moneyText,
  nearDay,
  offsetMinutes,
  timeText,
} from './format';

const at = (iso: string) => Date.parse(iso);
const london = { locale: 'en', zone: 'Europe/London', now: at('2026-11-24T09:00:00Z') };

describe('moneyText', () => {
  it.each([
    [2400, 'EUR', '€24.00'],
    [0, 'GBP', '£0.00'],
    [-50, 'GBP', '−£0.50'],
    [5, 'USD', 'US$0.05'],
    [1500, 'JPY', 'JP¥1,500'],
    [-1234567, 'KWD', '−KWD 1,234.567'],
    [900719925474099, 'EUR', '€9,007,199,254,740.99'],
  ])('writes %i %s as %s', (amountMinor, currency, text) => {
    expect(moneyText({ amountMinor, currency }, 'en').replaceAll('\u00a0', ' ')).toBe(text);
  });
});

describe('time in words', () => {
  it('says tomorrow by the calendar of the zone, not by 24 hours', () => {
    const late = { ...london, now: at('2026-11-24T23:30:00Z') };
    expect(nearDay(at('2026-11-25T00:10:00Z'), late)).toBe('tomorrow');
    expect(nearDay(at('2026-11-25T00:10:00Z'), { ...late, zone: 'Asia/Kolkata' })).toBe('today');
    expect(momentText(at('2026-11-25T18:00:00Z'), london)).toBe('18:00 tomorrow');
  });

  it('writes a far day with its weekday, and the year only where it is another', () => {
    expect(momentText(at('2026-12-01T18:00:00Z'), london)).toBe('Tue 1 Dec, 18:00');
    expect(dateText(at('2027-01-05T18:00:00Z'), london)).toBe('Tue 5 Jan 2027');
  });

  it('writes a day of the calendar the same in every zone', () => {
    expect(dayText('2020-06-30', 'en')).toBe('30 Jun 2020');
  });

  it('counts days over a clock change', () => {
    const zone = 'Europe/Berlin';
    expect(daysAway(at('2026-10-25T23:30:00Z'), zone, at('2026-10-24T10:00:00Z'))).toBe(2);
    expect(dateKey(at('2026-10-25T23:30:00Z'), zone)).toBe('2026-10-26');
  });

  it('knows half-hour zones and both sides of a clock change', () => {
    expect(timeText(at('2026-11-24T12:00:00Z'), { locale: 'en', zone: 'Asia/Kolkata' })).toBe('17:30');
    expect(offsetMinutes(at('2026-11-24T12:00:00Z'), 'Asia/Kathmandu')).toBe(345);
    expect(offsetMinutes(at('2026-03-29T00:59:00Z'), 'Europe/London')).toBe(0);
    expect(offsetMinutes(at('2026-03-29T01:00:00Z'), 'Europe/London')).toBe(60);
    expect(offsetMinutes(at('2026-11-24T12:00:00Z'), 'America/St_Johns')).toBe(-210);
  });

  it('writes midnight as 00:00', () => {
    expect(timeText(at('2026-11-24T00:00:00Z'), london)).toBe('00:00');
  });

  it('names a country, and leaves alone what is no code', () => {
    expect(['UA', 'ua', ''].map((one) => countryText(one, 'en'))).toEqual(['Ukraine', 'ua', '']);
  });

  it('names a language, and leaves alone what is no code', () => {
    expect(['uk', 'Ukrainian', ''].map((one) => languageText(one, 'en'))).toEqual(['Ukrainian', 'Ukrainian', '']);
  });
});
