import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';

const NAME = /^(\d{12}_[a-z_]+)\.[cm]?[jt]s$/;

/**
 * Migrations of one folder, by their time. Knex's own source would take the tests beside them for migrations and
 * remember names with their extension, so that a database migrated from sources could not be migrated from a build.
 */
export class MigrationFolder implements Knex.MigrationSource<string> {
  constructor(private readonly directory: string) {}

  async getMigrations(): Promise<string[]> {
    const files = await readdir(this.directory);
    return files.filter((file) => NAME.test(file)).sort();
  }

  getMigrationName(file: string): string {
    return NAME.exec(file)?.[1] ?? file;
  }

  async getMigration(file: string): Promise<Knex.Migration> {
    return (await import(path.join(this.directory, file))) as Knex.Migration;
  }
}

/** The migrations of this repository. */
export const migrations = new MigrationFolder(path.resolve(__dirname, '../migrations'));
