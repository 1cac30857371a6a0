import { randomUUID } from 'node:crypto';

import type { Context } from '@temporalio/activity';
import Redis from 'ioredis';

import { REALTIME_STREAM } from '@stoa/contracts/realtime/events';

import { logContext } from '../platform/logger';
import { createMetrics } from '../platform/metrics';
import { createEmitter } from './deliveries';
import { Measured } from './measured';

describe('what the worker tells sockets', () => {
  const url = new URL(process.env['REDIS_URL'] ?? process.env['REDIS'] ?? 'redis://127.0.0.1:6379');
  // a database of its own: nobody's sockets hear it
  url.pathname = '/9';
  const reader = new Redis(url.toString(), { maxRetriesPerRequest: 1 });
  afterAll(() => reader.quit());

  async function roomsOf(bookingId: string): Promise<string> {
    const end = Date.now() + 4_000;
    while (Date.now() < end) {
      const found = (await reader.xrevrange(REALTIME_STREAM, '+', '-', 'COUNT', 50))
        .map(([, fields]) => fields.join(' '))
        .find((text) => text.includes(bookingId));
      if (found) return found;
    }
    throw new Error('nothing was said');
  }

  // Who is told of an unpaid hold learns what a student is about to book.
  it('reaches the parties, the booking’s watchers and the staff, but no tutor of an unpaid hold', async () => {
    const emitter = createEmitter(new Redis(url.toString()), 20);
    const hold = { bookingId: randomUUID(), studentId: randomUUID(), tutorId: randomUUID(), version: 1, at: 0 };
    const asked = { ...hold, bookingId: randomUUID(), version: 2 };
    emitter.emit({ ...hold, tutorSees: false, event: 'book' });
    emitter.emit({ ...asked, tutorSees: true, event: 'authorize' });
    const [toFew, toAll] = [await roomsOf(hold.bookingId), await roomsOf(asked.bookingId)];
    await emitter.close();
    expect(toFew).toContain(`person:${hold.studentId}`);
    expect(toFew).not.toContain(hold.tutorId);
    for (const room of [`person:${asked.tutorId}`, `booking:${asked.bookingId}`, 'staff'])
      expect(toAll).toContain(room);
  });
});

describe('an attempt at an activity', () => {
  const metrics = createMetrics('test');
  const info = { activityType: 'reserveSlot', workflowExecution: { workflowId: 'booking:1', runId: 'r' } };
  const measured = new Measured({ info } as unknown as Context, metrics);
  const input = { args: [], headers: {} };

  it('is timed by how it ended, and logs under its workflow’s id', async () => {
    const next = () => Promise.resolve(logContext().workflowId);
    expect(await measured.execute(input, next)).toBe('booking:1');
    await expect(measured.execute(input, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const { values } = await metrics.activitySeconds.get();
    const counts = values.filter(({ metricName }) => metricName?.endsWith('_count'));
    expect(counts.map(({ labels, value }) => [labels['result'], value])).toEqual([
      ['ok', 1],
      ['failed', 1],
    ]);
  });
});
