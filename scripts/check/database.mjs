/** A database with all migrations in it and nothing else, for what is compared with its catalogue. */
import fs from 'node:fs';
import path from 'node:path';
import { isRoot, root } from '../setup/paths.mjs';
import { choosePorts, DEFAULT_PORTS } from '../setup/ports.mjs';
import { postgresData } from '../setup/postgres.mjs';
import { Supervisor } from '../setup/processes.mjs';
import { run } from '../setup/run.mjs';
import { openPostgres } from '../setup/servers.mjs';
import { townSecrets } from '../setup/secrets.mjs';

/** @returns { env, close }: the environment that names it, and its end */
export async function openCheckDatabase() {
  const dir = path.join(root, '.stoa', `check-${process.pid}`);
  fs.mkdirSync(dir, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  const skip = Object.keys(DEFAULT_PORTS).filter((name) => name !== 'postgres');
  const ports = await choosePorts({ env: {}, free: true, skip });
  const supervisor = new Supervisor({ logs: path.join(dir, 'logs'), restart: false });
  const close = async () => {
    await supervisor.stop();
    fs.rmSync(postgresData(dir), { recursive: true, force: true });
    fs.rmSync(dir, { recursive: true, force: true });
  };
  try {
    const town = { dir, ports, secrets: townSecrets(dir), env: {}, supervisor, throwaway: true };
    const { databaseUrl, databaseOwnerUrl } = await openPostgres(town);
    const env = { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseOwnerUrl };
    const knex = ['node_modules/knex/bin/cli.js', '--knexfile', 'db/knexfile.ts', 'migrate:latest'];
    await run(process.execPath, ['--import', 'tsx', ...knex], { env: { ...process.env, ...env } });
    return { env, close };
  } catch (error) {
    await close();
    throw error;
  }
}
