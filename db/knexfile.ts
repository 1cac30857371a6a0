import type { Knex } from 'knex';
import { readConfig } from '../config';
import { migrations } from './migrationSource';

const knexfile: Knex.Config = {
  client: 'pg',
  connection: readConfig('migrate', process.env).DATABASE_OWNER_URL,
  migrations: { migrationSource: migrations },
};

export default knexfile;
