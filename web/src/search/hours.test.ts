import { between, freeOf, hoursFrom, hoursText, painted } from './hours';

describe('the hours of a week', () => {
  it('are read from an address and written back, hours behind each other as one', () => {
    expect(freeOf(hoursFrom('tue:18-20,tue:20-21,sat:9-12'))).toBe('tue:18-21,sat:9-12');
    expect(freeOf(hoursFrom('sun:23-24'))).toBe('sun:23-24');
    expect(freeOf(new Set())).toBeUndefined();
  });

  it('take the whole hour of what begins or ends within one, and go on past midnight', () => {
    expect(freeOf(hoursFrom('sat:9:30-11:15'))).toBe('sat:9-12');
    expect(freeOf(hoursFrom('sun:22-2'))).toBe('mon:0-2,sun:22-24');
  });

  it.each(['tuesday', 'tue:18', '', 'tue:18-21-22'])('hold nothing of what cannot be read: %s', (free) => {
    expect(hoursFrom(free).size).toBe(0);
  });

  it('are said in a few words', () => {
    expect(hoursText(hoursFrom('tue:18-21,sat:9-12,sat:14-16'), 'en')).toBe('Tue 18–21, Sat 9–12 + 14–16');
  });

  it('are painted between two corners, whichever came first', () => {
    const [tueSix, thuEight] = [24 + 18, 3 * 24 + 20];
    const drawn = painted(new Set(), between(thuEight, tueSix), true);
    expect(freeOf(drawn)).toBe('tue:18-21,wed:18-21,thu:18-21');
    expect(freeOf(painted(drawn, between(2 * 24 + 18, 2 * 24 + 20), false))).toBe('tue:18-21,thu:18-21');
  });
});
