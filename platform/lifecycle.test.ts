import { createLogger } from './logger';
import { stopInOrder } from './lifecycle';

const logger = createLogger({ process: 'test', level: 'silent' });

describe('stopping a process', () => {
  it('stops one part after the other, in the order given', async () => {
    const seen: string[] = [];
    const part = (name: string) => ({
      name,
      stop: async () => {
        seen.push(`${name} stopping`);
        await Promise.resolve();
        seen.push(`${name} stopped`);
      },
    });
    expect(await stopInOrder({ logger, stops: [part('server'), part('store')] })).toBe(true);
    expect(seen).toEqual(['server stopping', 'server stopped', 'store stopping', 'store stopped']);
  });

  it('goes on when a part fails, and says that it was not clean', async () => {
    const stopped = jest.fn(() => Promise.resolve());
    const stops = [
      { name: 'broken', stop: () => Promise.reject(new Error('gone')) },
      { name: 'store', stop: stopped },
    ];
    expect(await stopInOrder({ logger, stops })).toBe(false);
    expect(stopped).toHaveBeenCalledTimes(1);
  });
});
