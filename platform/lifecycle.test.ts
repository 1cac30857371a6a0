import { createLogger } from './logger';
import { onShutdown, stopInOrder, type Stop } from './lifecycle';

const logger = createLogger({ process: 'test', level: 'silent', write: () => undefined });

const part = (name: string, stop: () => Promise<unknown> = () => Promise.resolve()): Stop => ({ name, stop });

describe('stopping a process', () => {
  it('stops one part after the other, in the order given', async () => {
    const seen: string[] = [];
    const slow = (name: string): Stop =>
      part(name, async () => {
        seen.push(`${name} stopping`);
        await Promise.resolve();
        seen.push(`${name} stopped`);
      });
    expect(await stopInOrder({ logger, stops: [slow('server'), slow('store')] })).toBe(true);
    expect(seen).toEqual(['server stopping', 'server stopped', 'store stopping', 'store stopped']);
  });

  it('goes on when a part fails, and says that it was not clean', async () => {
    const stopped = jest.fn(() => Promise.resolve());
    const stops = [part('broken', () => Promise.reject(new Error('gone'))), part('store', stopped)];
    expect(await stopInOrder({ logger, stops })).toBe(false);
    expect(stopped).toHaveBeenCalledTimes(1);
  });
});

describe('a process that is asked to end', () => {
  const GRACE_MS = 20_000;
  const signals = ['SIGTERM', 'SIGINT'] as const;
  const before = signals.map((name) => process.listeners(name));
  const listening = (name: (typeof signals)[number]): NodeJS.SignalsListener[] =>
    process.listeners(name).filter((listener) => !before[signals.indexOf(name)]?.includes(listener));

  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    for (const name of signals) for (const listener of listening(name)) process.removeListener(name, listener);
  });

  /** Sends what the system would send, to these listeners alone. */
  function send(name: (typeof signals)[number]): void {
    for (const listener of listening(name)) listener(name);
  }

  /** The process under way, and the code that it ended with: once, or the test says so. */
  function run(...stops: Stop[]) {
    const codes: number[] = [];
    let told: (code: number) => void = () => undefined;
    const ended = new Promise<number>((resolve) => (told = resolve));
    const exit = (code: number): void => {
      codes.push(code);
      told(code);
    };
    return { shutdown: onShutdown({ logger, stops, graceMs: GRACE_MS, exit }), codes, ended };
  }

  it.each(signals)('stops its parts on %s and ends with 0', async (name) => {
    const stop = jest.fn(() => Promise.resolve());
    const { ended } = run(part('server', stop));
    expect(stop).not.toHaveBeenCalled();
    send(name);
    expect(await ended).toBe(0);
    expect(stop).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  // Whoever restarts processes must see that this one left something behind.
  it('ends with 1 when a part did not stop cleanly', async () => {
    const { shutdown, ended } = run(part('store', () => Promise.reject(new Error('gone'))));
    shutdown('the worker failed');
    expect(await ended).toBe(1);
  });

  // An impatient operator presses twice: a capture that is under way is finished all the same.
  it('is not hurried by a second signal', async () => {
    let finish: () => void = () => undefined;
    const stop = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const { codes, ended } = run(part('worker', stop));
    send('SIGTERM');
    send('SIGINT');
    send('SIGTERM');
    expect(stop).toHaveBeenCalledTimes(1);
    expect(codes).toEqual([]);
    finish();
    expect(await ended).toBe(0);
    expect(codes).toEqual([0]);
  });

  it('ends with 1 when its grace time is over, and not a moment earlier', () => {
    const { codes } = run(part('stuck', () => new Promise(() => undefined)));
    send('SIGTERM');
    jest.advanceTimersByTime(GRACE_MS - 1);
    expect(codes).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(codes).toEqual([1]);
  });

  it('really ends: the code is the process’s own', async () => {
    const ended = new Promise<unknown>((resolve) => {
      jest.spyOn(process, 'exit').mockImplementation(((code?: number) => resolve(code)) as typeof process.exit);
    });
    onShutdown({ logger, stops: [], graceMs: GRACE_MS })('the test says so');
    expect(await ended).toBe(0);
  });
});
