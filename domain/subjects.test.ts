import fc from 'fast-check';
import { slugOf } from './subjects';

describe('a subject in an address', () => {
  it.each([
    ['Mathematics', 'mathematics'],
    ['  C++ & C# ', 'c-c'],
    ['Español básico', 'espanol-basico'],
    ['Ａdvanced Physics', 'advanced-physics'],
    ['日本語', ''],
  ])('%j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('is empty or fits the column, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => /^([a-z0-9-]{1,60})?$/.test(slugOf(name))),
    );
  });
});
