import { metrics } from '@opentelemetry/api';

import { startCollector, type Collector } from '../test/harness/collector';
import { currentTraceId, startTracing, withSpan } from './tracing';

interface Exported {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: readonly { readonly key: string; readonly value: unknown }[];
}
interface Body {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: unknown }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Exported[] }[];
  }[];
}

const OK = 0;
const ERROR = 2;

describe('tracing', () => {
  let collector: Collector;
  beforeEach(async () => {
    collector = await startCollector();
  });
  afterEach(() => collector.close());

  it('without an endpoint makes no spans, and lets everything through', async () => {
    const tracing = await startTracing({ endpoint: undefined, process: 'test' });
    expect(tracing.temporalPlugin).toBeNull();
    expect(await withSpan('asked', {}, () => Promise.resolve([currentTraceId(), 'done']))).toEqual([undefined, 'done']);
    await expect(withSpan('failing', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await tracing.close();
    expect(collector.posted).toEqual([]);
  });

  // Only spans leave, and only to the one endpoint: the library would export its measures and logs by default.
  it('exports spans to its endpoint and nothing else, those of one trace together, a failed one marked', async () => {
    const endpoint = `http://${collector.host}/`;
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = endpoint;
    const tracing = await startTracing({ endpoint, process: 'test' });
    metrics.getMeter('a library').createCounter('what_it_counts').add(1);
    let inside: string | undefined;
    const failing = () => withSpan('inner', { call: 'capture' }, () => Promise.reject(new RangeError('card 4242')));
    await withSpan('outer', {}, async () => {
      inside = currentTraceId();
      await expect(failing()).rejects.toThrow(RangeError);
    });
    expect(currentTraceId()).toBeUndefined();
    expect(tracing.temporalPlugin?.name).toContain('OpenTelemetry');
    await tracing.close();

    expect([...new Set(collector.posted.map(({ path }) => path))]).toEqual(['/v1/traces']);
    const bodies = collector.posted.map(({ body }) => JSON.parse(body) as Body);
    const resources = bodies.flatMap(({ resourceSpans }) => resourceSpans);
    expect(resources[0]?.resource.attributes).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'stoa-test' },
    });
    const spans = resources.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    const [inner, outer] = ['inner', 'outer'].map((name) => spans.find((span) => span.name === name));
    expect(spans).toHaveLength(2);
    expect(outer).toMatchObject({ traceId: inside, status: { code: OK } });
    expect(inner).toMatchObject({ traceId: inside, parentSpanId: outer?.spanId });
    expect(inner?.attributes).toEqual([{ key: 'call', value: { stringValue: 'capture' } }]);
    // The kind of an error is enough: what it says may name a person or a card.
    expect(inner?.status).toEqual({ code: ERROR, message: 'RangeError' });
    expect(JSON.stringify(bodies)).not.toContain('4242');
  });
});
