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

  it('changes nothing but how our sources and Temporal’s are written out', () => {
    const hook = workflowBundleOptions(sources).webpackConfigHook ?? ((config) => config);
    const jsc = { target: 'es2017', parser: { syntax: 'typescript' } };
    const swc = {
      test: /\.ts$/,
      use: { loader: '/somewhere/swc-loader/index.js', options: { sourceMaps: true, jsc } },
    };
    const others = [
      '...',
      null,
      { test: /\.css$/, use: 'a-loader' },
      { use: { loader: 'b-loader' } },
      { test: /a/ },
    ] as const;
    const config = { mode: 'production', module: { noParse: /b/, rules: [...others, swc] } } as const;
    const minify = { compress: false, mangle: false, format: { comments: false, beautify: true } };
    const written = { ...swc.use.options, minify: true, jsc: { ...jsc, target: 'es2022', minify } };
    const changed = { ...swc, use: { ...swc.use, options: written } };
    const libraries = {
      test: /node_modules\/@temporalio\/.*\.js$/,
      use: {
        loader: swc.use.loader,
        options: { minify: true, jsc: { target: 'es2022', parser: { syntax: 'ecmascript' }, minify } },
      },
    };
    const given = structuredClone(config);
    const rules = [...others, changed, libraries];
    expect(hook(config as never)).toEqual({ ...config, module: { noParse: /b/, rules } });
    expect(config).toEqual(given);
    expect(hook({ mode: 'production' }).mode).toBe('production');
  });
});
