/** What a bench prints: percentiles of blocks, ratios block by block, a table and JSON. */

export interface Block {
  /** milliseconds of each request */
  readonly latencies: readonly number[];
  /** wall time of the whole block, ms */
  readonly wallMs: number;
  /** CPU of the processes that belong to us, ms */
  readonly cpuMs: number;
}

export interface Figure {
  readonly name: string;
  readonly requests: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly perSecond: number;
  readonly cpuMsPerRequest: number;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Sums blocks up into one row of the table. */
export function figureOf(name: string, blocks: readonly Block[]): Figure {
  const sorted = blocks.flatMap((block) => block.latencies).sort((a, b) => a - b);
  const wall = blocks.reduce((sum, block) => sum + block.wallMs, 0);
  const cpu = blocks.reduce((sum, block) => sum + block.cpuMs, 0);
  return {
    name,
    requests: sorted.length,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    perSecond: (sorted.length / wall) * 1000,
    cpuMsPerRequest: cpu / sorted.length,
  };
}

function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

/**
 * The median over blocks of `of(subject) / of(floor)`: blocks run interleaved, so a slow moment of the machine hits
 * both sides of its own ratio.
 */
export function ratioOf(subject: readonly Block[], floor: readonly Block[], of: (figure: Figure) => number): number {
  const pairs = Math.min(subject.length, floor.length);
  return median(
    Array.from({ length: pairs }, (_, i) => of(figureOf('', [subject[i]!])) / of(figureOf('', [floor[i]!]))),
  );
}

export interface Comparison {
  readonly figure: Figure;
  readonly ratios: Readonly<Record<string, number>>;
  readonly targets: Readonly<Record<string, string>>;
}

const cell = (value: number) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : 1) : '–');

/** The table that people read; the last column says which target each ratio has. */
export function tableOf(rows: readonly Comparison[]): string {
  const head = ['subject', 'n', 'p50 ms', 'p95', 'p99', 'per s', 'CPU ms', 'ratios (target)'];
  const body = rows.map(({ figure, ratios, targets }) => [
    figure.name,
    String(figure.requests),
    cell(figure.p50),
    cell(figure.p95),
    cell(figure.p99),
    cell(figure.perSecond),
    cell(figure.cpuMsPerRequest),
    Object.entries(ratios)
      .map(([name, ratio]) => `${name} ${cell(ratio)}${targets[name] ? ` (${targets[name]})` : ''}`)
      .join(' · '),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((text, i) => (i === 0 || i === row.length - 1 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
      .join('  ');
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}
