import type { BundleOptions } from '@temporalio/worker';

import { FAILURE_CONVERTER_PATH } from './temporal';

type Hook = NonNullable<BundleOptions['webpackConfigHook']>;
interface Loader {
  readonly loader: string;
  readonly options: { readonly jsc: object };
}

const isSwc = (use: unknown): use is Loader =>
  typeof use === 'object' && use !== null && 'loader' in use && String(use.loader).includes('swc-loader');

/**
 * Every running workflow evaluates the whole bundle: our comments stay in the sources, and what Node can do itself is not
 * spelled out for older ones, with its helpers in every file. Names and lines are kept.
 */
const compact: Hook = (config) => ({
  ...config,
  module: {
    ...config.module,
    rules: config.module?.rules?.map((rule) => {
      if (typeof rule !== 'object' || rule === null || !isSwc(rule.use)) return rule;
      const { loader, options } = rule.use;
      const minify = { compress: false, mangle: false, format: { comments: false, beautify: true } };
      const jsc = { ...options.jsc, target: 'es2022', minify };
      return { ...rule, use: { loader, options: { ...options, minify: true, jsc } } };
    }),
  },
});

/** The module that puts spans around what workflows do: part of the bundle of a worker that exports spans. */
const tracingModule = (): string =>
  require.resolve('@temporalio/interceptors-opentelemetry-v2/lib/workflow-interceptors');

/** How workflows are bundled: the same for the bundle that ships and the one that is tested. */
export function workflowBundleOptions(workflowsPath: string, { traced = false } = {}): BundleOptions {
  return {
    workflowsPath,
    // Failures are encoded inside the bundle: without the converter their messages would stay readable.
    failureConverterPath: FAILURE_CONVERTER_PATH,
    workflowInterceptorModules: traced ? [tracingModule()] : [],
    webpackConfigHook: compact,
  };
}
