import path from 'node:path';
import type { Knex } from 'knex';
import { readConfig } from '../config';

const knexfile: Knex.Config = {
  client: 'pg',
  connection: readConfig('migrate', process.env).DATABASE_OWNER_URL,
  migrations: { directory: path.resolve(__dirname, '../migrations'), extension: 'ts', loadExtensions: ['.ts'] },
};

export default knexfile;
