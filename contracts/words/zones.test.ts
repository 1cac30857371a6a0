import { isZone, placeOf, zoneHere, zoneToday } from './zones';

describe('a zone', () => {
  it('is named by its place', () => {
    expect(placeOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  });

  // nobody in Kyiv likes to be told that they are in Kiev
  it('goes by its name of today, whatever the browser says', () => {
    expect(['Europe/Kiev', 'Asia/Saigon', 'Europe/London'].map(placeOf)).toEqual(['Kyiv', 'Ho Chi Minh', 'London']);
    expect(zoneToday('Asia/Calcutta')).toBe('Asia/Kolkata');
  });

  it('has no name of today that this runtime does not know as the same clock', () => {
    const clock = (timeZone: string) => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
    const renamed = Intl.supportedValuesOf('timeZone').filter((zone) => zoneToday(zone) !== zone);
    expect(renamed.length).toBeGreaterThan(0);
    for (const zone of renamed) expect(clock(zoneToday(zone))).toBe(clock(zone));
  });

  it('of whoever runs this is one', () => {
    expect(isZone(zoneHere())).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
  });

  it('keeps the name that is given where the runtime knows no newer one', () => {
    const known = jest.spyOn(Intl, 'DateTimeFormat').mockImplementation(() => {
      throw new RangeError('no such zone');
    });
    expect(zoneToday('Europe/Kiev')).toBe('Europe/Kiev');
    known.mockRestore();
  });
});
