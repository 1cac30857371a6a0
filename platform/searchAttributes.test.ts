import { SEARCH_ATTRIBUTES } from '../contracts/temporal/searchAttributes';
import { createTestNamespace, type TestNamespace } from '../test/harness/namespace';
import { differenceOf, registerSearchAttributes } from './searchAttributes';

// An unknown attribute fails the task of its workflow for ever; so does one of another type.
describe('the catalogue of search attributes', () => {
  let at: TestNamespace;
  beforeAll(async () => {
    at = await createTestNamespace();
  });
  afterAll(() => at?.drop());

  type Catalogue = Parameters<typeof differenceOf>[2];
  const difference = (catalogue: Catalogue) => differenceOf(at.connection, at.name, catalogue);
  const register = (catalogue: Catalogue) => registerSearchAttributes(at.connection, at.name, catalogue);
  const names = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => name);

  it('is missing in a namespace that nobody prepared', async () => {
    expect(await difference(SEARCH_ATTRIBUTES)).toEqual({ missing: names, wrong: [] });
  });

  it('is registered once: a second time there is nothing to do', async () => {
    expect(await register(SEARCH_ATTRIBUTES)).toEqual(names);
    expect(await difference(SEARCH_ATTRIBUTES)).toEqual({ missing: [], wrong: [] });
    expect(await register(SEARCH_ATTRIBUTES)).toEqual([]);
  });

  // The server answers "ok" to a changed type and keeps the old one.
  it('is not changed in place: the attribute of another type is named, and nothing is added', async () => {
    const changed = {
      since: { name: 'Since', type: 'DATETIME' },
      state: { name: 'BookingState', type: 'INT' },
    } as const;
    await register(SEARCH_ATTRIBUTES);
    await expect(register(changed)).rejects.toThrow('BookingState');
    expect(await difference(changed)).toEqual({ missing: ['Since'], wrong: ['BookingState'] });
  });
});
