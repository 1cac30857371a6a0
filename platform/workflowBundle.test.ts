import path from 'node:path';

import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

import { workflowBundleOptions } from './workflowBundle';

// Every running booking evaluates the whole bundle, and a failure in it must be as readable as in the sources.
describe('how workflows are bundled', () => {
  const sources = path.resolve(__dirname, '../workflows/paymentReturn.ts');
  const logger = new DefaultLogger('ERROR');
  const codeOf = async (traced: boolean): Promise<string> => {
    const { code } = await bundleWorkflowCode({ ...workflowBundleOptions(sources, { traced }), logger });
    return code.split('//# sourceMappingURL=')[0] ?? '';
  };

  it('leaves comments in the sources and keeps names, and failures are encoded inside', async () => {
    const code = await codeOf(false);
    expect(code).toContain('async function paymentReturnWorkflow(');
    expect(code).not.toContain('Durable because money that came too late');
    expect(code).toContain('./platform/failureConverter.ts');
    expect(code).not.toContain('node_modules/@temporalio/interceptors-opentelemetry');
  });

  it('holds what puts spans around workflows only for a worker that exports them', async () => {
    expect(await codeOf(true)).toContain(
      'node_modules/@temporalio/interceptors-opentelemetry-v2/lib/workflow-interceptors',
    );
  });
});
