import { newId } from './ids';

describe('a new id', () => {
  it('is a UUID of version 7, and no two are the same', () => {
    const ids = Array.from({ length: 500 }, newId);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  // Pages of a list go on after an id: one made later must not lie before it.
  it('lies after those made before it, also within one millisecond', () => {
    const ids = Array.from({ length: 500 }, newId);
    expect([...ids].sort()).toEqual(ids);
  });
});
