import type { BundleOptions } from '@temporalio/worker';

import { FAILURE_CONVERTER_PATH } from './temporal';

type Hook = NonNullable<BundleOptions['webpackConfigHook']>;
interface Loader {
  readonly loader: string;
  readonly options: { readonly jsc: object };
}

const isSwc = (use: unknown): use is Loader =>
  typeof use === 'object' && use !== null && 'loader' in use && String(use.loader).includes('swc-loader');

const WRITTEN = { compress: false, mangle: false, format: { comments: false, beautify: true } };
const LIBRARIES = /node_modules\/@temporalio\/.*\.js$/;

type Rule = NonNullable<NonNullable<Parameters<Hook>[0]['module']>['rules']>[number];

/** Temporal's own files, as they are but for their comments. */
const libraryRule = (loader: string): Rule => ({
  test: LIBRARIES,
  use: {
    loader,
    options: { minify: true, jsc: { target: 'es2022', parser: { syntax: 'ecmascript' }, minify: WRITTEN } },
  },
});

/**
 * Every running workflow evaluates the whole bundle: comments stay in the sources, and what Node can do itself is not
 * spelled out for older ones, with its helpers in every file. Names and lines are kept.
 */
const compact: Hook = (config) => ({
  ...config,
  module: {
    ...config.module,
    rules: config.module?.rules?.flatMap((rule): Rule[] => {
      if (typeof rule !== 'object' || rule === null || !isSwc(rule.use)) return [rule];
      const { loader, options } = rule.use;
      const jsc = { ...options.jsc, target: 'es2022', minify: WRITTEN };
      return [{ ...rule, use: { loader, options: { ...options, minify: true, jsc } } }, libraryRule(loader)];
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
