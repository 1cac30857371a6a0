import { createGate, createPasswords } from './passwords';

/** A piece of work that ends when it is told to. */
function task() {
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { finish, done };
}
const turns = () => new Promise((resolve) => setImmediate(resolve));

describe('the gate before hashing', () => {
  it('lets so many run at once, in the order they came, and refuses who would wait too long', async () => {
    const gate = createGate(2, 2);
    const tasks = [task(), task(), task(), task()];
    const started: number[] = [];
    const passed = tasks.map(({ done }, index) =>
      gate.pass(() => {
        started.push(index);
        return done;
      }),
    );
    await turns();
    expect(started).toEqual([0, 1]);
    await expect(gate.pass(() => Promise.resolve())).rejects.toMatchObject({ code: 'hashing_busy' });
    tasks[1]!.finish();
    await turns();
    expect(started).toEqual([0, 1, 2]);
    for (const { finish } of tasks) finish();
    await Promise.all(passed);
    expect(started).toEqual([0, 1, 2, 3]);
    await expect(gate.pass(() => Promise.resolve('free again'))).resolves.toBe('free again');
  });

  it('is left by work that fails', async () => {
    const gate = createGate(1, 0);
    await expect(gate.pass(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(gate.pass(() => Promise.resolve(1))).resolves.toBe(1);
  });
});

describe('a password', () => {
  // Loss prevented: forty people signing in at once would stop every other answer of this process.
  it('is hashed while everything else goes on', async () => {
    const passwords = createPasswords();
    let hashed = 0;
    const all = Array.from({ length: 20 }, () => passwords.hash('correct horse battery').then(() => (hashed += 1)));
    let between = 0;
    while (hashed < 20) {
      await turns();
      between += 1;
    }
    await Promise.all(all);
    expect(between).toBeGreaterThan(100);
  });

  it('is the same however its letters are composed, and another when a letter is', async () => {
    const passwords = createPasswords();
    const hash = await passwords.hash('Zürich im Frühling');
    expect(await passwords.matches(hash, 'Zürich im Frühling'.normalize('NFD'))).toBe(true);
    expect(await passwords.matches(hash, 'Zurich im Frühling')).toBe(false);
    expect(await passwords.matches(null, 'Zürich im Frühling')).toBe(false);
    expect(await passwords.matches('no hash at all', 'Zürich im Frühling')).toBe(false);
  });
});
