/** Bundles all workflows, with and without tracing: workers take the one that fits, none bundles at start. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { FAILURE_CONVERTER_PATH } from '../platform/temporal';

const root = path.resolve(__dirname, '..');
const TRACING = require.resolve('@temporalio/interceptors-opentelemetry-v2/lib/workflow-interceptors');

async function bundle(name: string, workflowInterceptorModules: string[]): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows/index.ts'),
    failureConverterPath: FAILURE_CONVERTER_PATH,
    workflowInterceptorModules,
  });
  const file = path.join(root, 'dist', name);
  writeFileSync(`${file}.draft`, code);
  renameSync(`${file}.draft`, file);
  console.log(`${name}: ${Math.round(code.length / 1024)} kB with its map`);
}

async function main(): Promise<void> {
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  await bundle('workflows.js', []);
  await bundle('workflows.traced.js', [TRACING]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
