/**
 * Once before all tests: a migrated database that every test file copies, and the bundle of all workflows. Both are
 * kept under the hash of what went into them, so that a second run finds them.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { WorkflowCoverage } from '@temporalio/nyc-test-coverage';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { createTemplateDatabase } from '../db/testing/database';
import { workflowBundleOptions } from '../platform/workflowBundle';

const ROOT = path.resolve(__dirname, '..');

export default async function setup(): Promise<void> {
  const withCoverage = process.argv.some((argument) => argument.startsWith('--coverage'));
  // Workers of Jest inherit the environment: db/testing/database.ts and the tests of workflows read these two.
  if (process.env['TEST_DATABASE_URL'] ?? process.env['DEV_PG_URL']) {
    const migrations = hashOf(['migrations', 'db/migrationSource.ts']);
    process.env['TEST_TEMPLATE_DATABASE'] = await createTemplateDatabase(migrations);
  }
  if (existsSync(path.join(ROOT, 'workflows/index.ts'))) {
    process.env['TEST_WORKFLOW_BUNDLE'] = await bundleWorkflows(withCoverage);
  }
}

/** @returns file of the bundle; with coverage it counts which lines run */
async function bundleWorkflows(withCoverage: boolean): Promise<string> {
  const hash = hashOf(['workflows', 'contracts', 'domain', 'platform', 'package-lock.json', 'test/globalSetup.ts']);
  const folder = path.join(ROOT, '.stoa/bundles');
  const file = path.join(folder, `workflows-${hash}${withCoverage ? '-counted' : ''}.js`);
  if (existsSync(file)) return file;
  const options = {
    ...workflowBundleOptions(path.join(ROOT, 'workflows/index.ts')),
    logger: new DefaultLogger('WARN'),
  };
  // Without it the coverage library counts nothing: it looks for this before it instruments.
  if (withCoverage) (globalThis as { __coverage__?: object }).__coverage__ ??= {};
  const { code } = await bundleWorkflowCode(
    withCoverage ? new WorkflowCoverage().augmentBundleOptions(options) : options,
  );
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, code);
  renameSync(draft, file);
  return file;
}

function hashOf(names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of names.flatMap(filesBelow).sort()) hash.update(file).update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex').slice(0, 12);
}

function filesBelow(name: string): string[] {
  const full = path.join(ROOT, name);
  if (!existsSync(full) || /node_modules|\.test\.ts$/.test(name)) return [];
  if (statSync(full).isFile()) return [name];
  return readdirSync(full).flatMap((entry) => filesBelow(path.join(name, entry)));
}
