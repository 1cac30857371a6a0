/** Bundles all workflows, with and without tracing: workers take the one that fits, none bundles at start. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { workflowBundleOptions } from '../platform/workflowBundle';

const root = path.resolve(__dirname, '..');

async function bundle(name: string, traced: boolean): Promise<void> {
  const { code } = await bundleWorkflowCode(workflowBundleOptions(path.join(root, 'workflows/index.ts'), { traced }));
  const file = path.join(root, 'dist', name);
  writeFileSync(`${file}.draft`, code);
  renameSync(`${file}.draft`, file);
  console.log(`${name}: ${Math.round(code.length / 1024)} kB with its map`);
}

async function main(): Promise<void> {
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  await bundle('workflows.js', false);
  await bundle('workflows.traced.js', true);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
