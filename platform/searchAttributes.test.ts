import { randomBytes } from 'node:crypto';

import { Connection } from '@temporalio/client';
import { msNumberToTs } from '@temporalio/common/lib/time';

import { SEARCH_ATTRIBUTES } from '../contracts/temporal/searchAttributes';
import { differenceOf, registerSearchAttributes } from './searchAttributes';

// An unknown attribute fails the task of its workflow for ever; so does one of another type.
describe('the catalogue of search attributes', () => {
  const namespace = `attributes-${process.pid}-${randomBytes(4).toString('hex')}`;
  let connection: Connection;
  beforeAll(async () => {
    connection = await Connection.connect({ address: process.env['TEMPORAL_ADDRESS'], connectTimeout: '5s' });
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msNumberToTs(24 * 3_600_000),
    });
  });
  afterAll(async () => {
    await connection.operatorService.deleteNamespace({ namespace });
    await connection.close();
  });

  const names = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => name);

  it('is missing in a namespace that nobody prepared', async () => {
    expect(await differenceOf(connection, namespace, SEARCH_ATTRIBUTES)).toEqual({ missing: names, wrong: [] });
  });

  it('is registered once: a second time there is nothing to do', async () => {
    expect(await registerSearchAttributes(connection, namespace, SEARCH_ATTRIBUTES)).toEqual(names);
    expect(await differenceOf(connection, namespace, SEARCH_ATTRIBUTES)).toEqual({ missing: [], wrong: [] });
    expect(await registerSearchAttributes(connection, namespace, SEARCH_ATTRIBUTES)).toEqual([]);
  });

  // The server answers "ok" to a changed type and keeps the old one.
  it('is not changed in place: the attribute of another type is named, and nothing is added', async () => {
    const changed = {
      since: { name: 'Since', type: 'DATETIME' },
      state: { name: 'BookingState', type: 'INT' },
    } as const;
    await registerSearchAttributes(connection, namespace, SEARCH_ATTRIBUTES);
    await expect(registerSearchAttributes(connection, namespace, changed)).rejects.toThrow('BookingState');
    expect(await differenceOf(connection, namespace, changed)).toEqual({ missing: ['Since'], wrong: ['BookingState'] });
  });
});
