import { SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import type { OpenTelemetryPlugin } from '@temporalio/interceptors-opentelemetry-v2';

/** Spans of one process. Without an endpoint nothing is loaded, made or exported. */
export interface Tracing {
  /** for the Temporal client and worker; null when spans are not exported */
  readonly temporalPlugin: OpenTelemetryPlugin | null;
  close(): Promise<void>;
}

const silent: Tracing = { temporalPlugin: null, close: () => Promise.resolve() };

/** Starts exporting spans to an OTLP endpoint (its base address; `/v1/traces` is added). */
export async function startTracing(options: { endpoint: string | undefined; process: string }): Promise<Tracing> {
  if (options.endpoint === undefined) return silent;
  const { NodeSDK, resources, tracing } = await import('@opentelemetry/sdk-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { OpenTelemetryPlugin: Plugin } = await import('@temporalio/interceptors-opentelemetry-v2');
  const resource = resources.resourceFromAttributes({ 'service.name': `stoa-${options.process}` });
  const url = `${options.endpoint.replace(/\/$/, '')}/v1/traces`;
  const spanProcessor = new tracing.BatchSpanProcessor(new OTLPTraceExporter({ url }));
  // Unless told otherwise, the library exports measures and logs as well, to an address of its own choice.
  const spansOnly = { spanProcessors: [spanProcessor], metricReaders: [], logRecordProcessors: [] };
  const sdk = new NodeSDK({ resource, ...spansOnly, instrumentations: [] });
  sdk.start();
  return {
    temporalPlugin: new Plugin({ resource, spanProcessor }),
    close: () => sdk.shutdown(),
  };
}

/** Runs `fn` in a span of its own; an error marks the span and flies on. Costs nothing when tracing is off. */
export async function withSpan<T>(name: string, attributes: Attributes, fn: () => Promise<T>): Promise<T> {
  return trace.getTracer('stoa').startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await fn();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'failed' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The id of the trace that is under way, for logs and problems; undefined when tracing is off. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}
