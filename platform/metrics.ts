import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What tells whether effects leave the house: lines that wait or died are promises not kept yet. */
function outboxMetrics(registry: Registry) {
  const shared = { registers: [registry] };
  return {
    outboxDelivered: new Counter({
      ...shared,
      name: 'stoa_outbox_deliveries_total',
      help: 'attempts to deliver an outbox line',
      labelNames: ['kind', 'result'],
    }),
    outboxWaiting: new Gauge({
      ...shared,
      name: 'stoa_outbox_waiting_lines',
      help: 'outbox lines not delivered yet',
    }),
    outboxDead: new Gauge({
      ...shared,
      name: 'stoa_outbox_dead_lines',
      help: 'outbox lines that were given up: people must look',
    }),
    outboxDelay: new Histogram({
      ...shared,
      name: 'stoa_outbox_delay_seconds',
      help: 'from writing an outbox line to its delivery',
      labelNames: ['kind'],
      buckets: [...SECONDS, 60, 300],
    }),
  };
}

/** Every measure of our own, named subject, noun, unit. One set per process. */
export function createMetrics(process: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry });
  const shared = { registers: [registry] };
  return {
    registry,
    httpSeconds: new Histogram({
      ...shared,
      name: 'stoa_http_request_duration_seconds',
      help: 'time to answer a request',
      labelNames: ['route', 'method', 'status'],
      buckets: SECONDS,
    }),
    updateSeconds: new Histogram({
      ...shared,
      name: 'stoa_workflow_update_duration_seconds',
      help: 'time until a workflow answered an update',
      labelNames: ['update', 'result'],
      buckets: SECONDS,
    }),
    bookings: new Counter({
      ...shared,
      name: 'stoa_bookings_total',
      help: 'recorded moves of bookings, by the event they wrote',
      labelNames: ['event', 'actor'],
    }),
    activitySeconds: new Histogram({
      ...shared,
      name: 'stoa_activity_duration_seconds',
      help: 'time of one attempt at an activity',
      labelNames: ['activity', 'result'],
      buckets: SECONDS,
    }),
    paymentCalls: new Counter({
      ...shared,
      name: 'stoa_payment_calls_total',
      help: 'calls to the card company, by how they ended',
      labelNames: ['call', 'result'],
    }),
    ...outboxMetrics(registry),
    sweepFound: new Counter({
      ...shared,
      name: 'stoa_payment_sweep_found_total',
      help: 'facts that the sweep found and no webhook had brought',
    }),
    clockOffset: new Gauge({
      ...shared,
      name: 'stoa_clock_offset_seconds',
      help: 'how far the clock runs ahead of the system; 0 in production',
    }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;

export interface PrivateServer {
  readonly port: number;
  close(): Promise<void>;
}

interface Health {
  /** what is wrong, by part; empty when this process can do its work */
  readonly notReady: () => Promise<Readonly<Record<string, string>>>;
}

async function respond(path: string, metrics: Metrics, health: Health): Promise<[number, string, string]> {
  if (path === '/metrics') return [200, metrics.registry.contentType, await metrics.registry.metrics()];
  if (path === '/health/live') return [200, 'application/json', '{"status":"live"}'];
  if (path !== '/health/ready') return [404, 'text/plain', 'not here'];
  const problems = await health.notReady();
  const ready = Object.keys(problems).length === 0;
  return [ready ? 200 : 503, 'application/json', JSON.stringify({ status: ready ? 'ready' : 'not_ready', problems })];
}

/** Metrics and health of one process, on a port that is not open to the world. */
export async function servePrivately(
  options: { host: string; port: number; metrics: Metrics } & Health,
): Promise<PrivateServer> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://private').pathname;
    void respond(path, options.metrics, options)
      .catch((): [number, string, string] => [500, 'text/plain', 'failed'])
      .then(([status, type, body]) => response.writeHead(status, { 'content-type': type }).end(body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
