import { COUNTRIES, isCountry } from './countries';

describe('the countries', () => {
  it('are the 249 of ISO 3166, each once, in order', () => {
    expect(COUNTRIES).toHaveLength(249);
    expect([...new Set(COUNTRIES)].sort()).toEqual(COUNTRIES);
  });
  it.each(['UA', 'GB', 'JP'])('know %s', (code) => expect(isCountry(code)).toBe(true));
  it.each(['XX', 'EU', 'ua', 'UK', '', 'U A'])('do not know %j', (code) => expect(isCountry(code)).toBe(false));
});
