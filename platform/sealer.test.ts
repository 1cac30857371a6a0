import { createSealer } from './sealer';

const key = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte).toString('base64') });

describe('a sealed text', () => {
  const sealer = createSealer([key('k1', 1)]);
  it('opens for its owner, and says nothing of itself', () => {
    const sealed = sealer.seal('JBSWY3DPEHPK3PXP', 'robin');
    expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
    expect(sealer.open(sealed, 'robin')).toBe('JBSWY3DPEHPK3PXP');
    expect(sealer.seal('JBSWY3DPEHPK3PXP', 'robin')).not.toBe(sealed);
  });

  // Loss prevented: with a look into the database, one's own secret could be put into another's row.
  it('opens for nobody else, and not when a letter was changed', () => {
    const sealed = sealer.seal('secret', 'robin');
    expect(() => sealer.open(sealed, 'wren')).toThrow();
    expect(() => sealer.open(`${sealed.slice(0, -2)}AA`, 'robin')).toThrow();
    expect(() => sealer.open('', 'robin')).toThrow('no account key');
  });

  it('opens with an old key, and is sealed with the new one', () => {
    const rotated = createSealer([key('k2', 2), key('k1', 1)]);
    expect(rotated.open(sealer.seal('secret', 'robin'), 'robin')).toBe('secret');
    expect(() => sealer.open(rotated.seal('secret', 'robin'), 'robin')).toThrow('k2');
  });

  it('needs keys of the right length', () => {
    expect(() => createSealer([])).toThrow('32 bytes');
    expect(() => createSealer([{ id: 'k1', key: 'c2hvcnQ=' }])).toThrow('32 bytes');
  });
});
