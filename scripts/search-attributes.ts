/** Registers the catalogue of search attributes; safe to repeat. A worker refuses to start without it. */
import { Connection } from '@temporalio/client';
import { readConfig } from '../config';
import { SEARCH_ATTRIBUTES } from '../contracts/temporal/searchAttributes';
import { registerSearchAttributes } from '../platform/searchAttributes';
import { connectionOptions, temporalAddressFrom } from '../platform/temporal';

async function main(): Promise<void> {
  const at = temporalAddressFrom(readConfig('operate', process.env));
  const connection = await Connection.connect({ ...connectionOptions(at), connectTimeout: '10s' });
  try {
    const added = await registerSearchAttributes(connection, at.namespace, SEARCH_ATTRIBUTES);
    console.log(added.length > 0 ? `added ${added.join(', ')}` : 'nothing to add');
  } finally {
    await connection.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
