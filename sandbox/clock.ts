import { isGrpcServiceError, type Client } from '@temporalio/client';
import { decodeOptionalSinglePayload } from '@temporalio/common/lib/internal-non-workflow';
import { msNumberToTs, tsToMs } from '@temporalio/common/lib/time';
import type { Logger } from './logger';
import type { TownClock } from './townClock';

/** A workflow that is behind the town, and why, in words for people. */
export interface Straggler {
  readonly workflowId: string;
  readonly behindMs: number;
  readonly reason: string;
}

export interface MoveState {
  readonly moving: boolean;
  readonly goalMs: number;
  readonly total: number;
  readonly moved: number;
  readonly startedAt: number | null;
  readonly tookMs: number | null;
  /** of the last move that ended */
  readonly stragglers: readonly Straggler[];
}

export interface TemporalPlace {
  readonly client: Client;
  /** moves these alone: for tests that share a server */
  readonly onlyTaskQueue?: string;
}

/** A running workflow as the list shows it. */
interface Running {
  readonly workflowId: string;
  readonly memoOffsetMs: number;
}

/** When the next deadline of a running booking is due, and in which state it waits for it. */
export interface Waiting {
  readonly workflowId: string;
  readonly state: string | null;
  readonly dueAt: number;
}

type Described = Awaited<ReturnType<Client['workflowService']['describeWorkflowExecution']>>;
type Listed = Awaited<ReturnType<Client['workflowService']['listWorkflowExecutions']>>['executions'];
type ListedOne = NonNullable<Listed>[number];

const NEAR_ENOUGH_MS = 50;
const AT_ONCE = 40;
const ROUNDS = 5;
/** timers and retry backoffs count as skips; the server's own limit of 200 would stop a long move half-way */
const MOST_SKIPS = 5000;
/**
 * The server may never say that a move ended, so nobody waits longer than this for one workflow. Twice this, for the
 * two passes, stays under the ten seconds that a page waits: then it can say who did not move.
 */
const WAIT_FOR_ONE_MS = 4_500;
/** of gRPC, and of the server's status of an execution */
const NOT_FOUND = 5;
const RUNNING = 1;

/**
 * Moves the town's clock: first the offset that everything new starts with, then every running workflow up to it, by
 * the server's time skipping. To an absolute goal, because the wall time of a move would be lost otherwise; in two
 * passes, because the list lags behind what was started a moment ago.
 */
export class TownMover {
  #state: MoveState = { moving: false, goalMs: 0, total: 0, moved: 0, startedAt: null, tookMs: null, stragglers: [] };
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly deps: {
      readonly clock: TownClock;
      readonly temporal: TemporalPlace | null;
      readonly log: Logger;
      /** what else lives by the town's clock */
      readonly afterMove: () => Promise<void>;
    },
  ) {}

  state(): MoveState {
    return this.#state;
  }

  /** Resolves when no move is under way. */
  settled(): Promise<void> {
    return this.#queue;
  }

  /** Moves the town to an instant (epoch ms). A past one moves nothing, but stragglers are tried again. */
  advanceTo(instant: number): Promise<void> {
    // read when its turn comes: a move before it may have come further already
    return this.#inTurn(() => instant - this.deps.clock.now());
  }

  /** Moves the town ahead; one move at a time, the others wait for their turn. */
  advanceBy(milliseconds: number): Promise<void> {
    return this.#inTurn(() => milliseconds);
  }

  /** What running bookings wait for, earliest first. */
  async waiting(): Promise<Waiting[]> {
    const { temporal } = this.deps;
    if (!temporal) return [];
    const found: Waiting[] = [];
    for (const one of await listRaw(temporal)) {
      const fields = one.searchAttributes?.indexedFields;
      const dueAt = Date.parse(jsonOf(fields?.['DueAt']) ?? '');
      if (Number.isNaN(dueAt)) continue;
      found.push({ workflowId: one.execution?.workflowId ?? '', state: jsonOf(fields?.['BookingState']), dueAt });
    }
    return found.sort((a, b) => a.dueAt - b.dueAt);
  }

  #inTurn(amount: () => number): Promise<void> {
    const move = this.#queue.then(() => this.#move(Math.max(0, Math.round(amount()))));
    this.#queue = move.catch((failure: unknown) => {
      this.#state = { ...this.#state, moving: false };
      this.deps.log.error({ err: failure }, 'the town could not be moved');
    });
    return move;
  }

  async #move(byMs: number): Promise<void> {
    const startedAt = Date.now();
    const { clock, temporal, log } = this.deps;
    // first for everything that starts from now on, then for what runs
    const goalMs = await clock.raise(clock.offsetMs() + byMs);
    this.#state = { moving: true, goalMs, total: 0, moved: 0, startedAt, tookMs: null, stragglers: [] };
    await this.deps.afterMove();
    let stragglers: Straggler[] = [];
    if (temporal) {
      await this.#pass(temporal, goalMs);
      stragglers = await this.#pass(temporal, goalMs);
    }
    await this.deps.afterMove();
    this.#state = { ...this.#state, moving: false, tookMs: Date.now() - startedAt, stragglers };
    log.info({ goalMs, moved: this.#state.moved, stragglers: stragglers.length }, 'the town moved');
  }

  async #pass(temporal: TemporalPlace, goalMs: number): Promise<Straggler[]> {
    const running = await Promise.all((await listRaw(temporal)).map((one) => toRunning(temporal.client, one)));
    const stragglers: Straggler[] = [];
    this.#state = { ...this.#state, total: running.length, moved: 0 };
    const next = running.values();
    const worker = async (): Promise<void> => {
      for (const one of next) {
        const straggler = await moveOne(temporal.client, one, goalMs).catch((failure: unknown) => gaveUp(one, failure));
        if (straggler) stragglers.push(straggler);
        else this.#state = { ...this.#state, moved: this.#state.moved + 1 };
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return stragglers;
  }
}

async function listRaw(temporal: TemporalPlace): Promise<ListedOne[]> {
  const { client, onlyTaskQueue } = temporal;
  const query = `ExecutionStatus = "Running"${onlyTaskQueue ? ` AND TaskQueue = "${onlyTaskQueue}"` : ''}`;
  const found: ListedOne[] = [];
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await client.workflowService.listWorkflowExecutions({
      namespace: client.options.namespace,
      query,
      pageSize: 500,
      ...(nextPageToken ? { nextPageToken } : {}),
    });
    found.push(...(page.executions ?? []));
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken);
  return found;
}

/** The memo says how far ahead the workflow counts from by itself; without one it counts from the system's clock. */
async function toRunning(client: Client, one: ListedOne): Promise<Running> {
  const payload = one.memo?.fields?.['clockOffsetMs'];
  const offset = await decodeOptionalSinglePayload<number>(client.options.loadedDataConverter, payload).catch(
    () => NaN,
  );
  return { workflowId: one.execution?.workflowId ?? '', memoOffsetMs: typeof offset === 'number' ? offset : 0 };
}

async function moveOne(client: Client, one: Running, goalMs: number): Promise<Straggler | null> {
  if (Number.isNaN(one.memoOffsetMs)) {
    return {
      workflowId: one.workflowId,
      behindMs: goalMs,
      reason: 'its memo cannot be read with the sandbox’s codec keys',
    };
  }
  const giveUpAt = Date.now() + WAIT_FOR_ONE_MS;
  for (let round = 0; ; round += 1) {
    const described = await describe(client, one.workflowId);
    if (!isRunning(described)) return null;
    const behindMs = goalMs - aheadMs(described) - one.memoOffsetMs;
    if (behindMs < NEAR_ENOUGH_MS) return null;
    if (round === ROUNDS || Date.now() >= giveUpAt) {
      return { workflowId: one.workflowId, behindMs, reason: reasonOf(described) };
    }
    await skip(client, { workflowId: one.workflowId, fastForwardId: `${goalMs}-${round}`, byMs: behindMs, giveUpAt });
  }
}

function isRunning(described: Described | null): described is Described {
  return Number(described?.workflowExecutionInfo?.status) === RUNNING;
}

/** How far the server says that the workflow's own time is ahead of the system's. */
function aheadMs(described: Described): number {
  const currentTime = described.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return currentTime ? tsToMs(currentTime) - Date.now() : 0;
}

async function skip(
  client: Client,
  step: { workflowId: string; fastForwardId: string; byMs: number; giveUpAt: number },
): Promise<void> {
  const { namespace } = client.options;
  const workflowExecution = { workflowId: step.workflowId };
  try {
    await client.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution,
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          disablePropagation: true,
          maxSessionSkipCount: MOST_SKIPS,
          fastForwardConfig: { id: step.fastForwardId, duration: msNumberToTs(step.byMs) },
        },
      },
      updateMask: { paths: ['time_skipping_config'] },
    });
    await client.withDeadline(step.giveUpAt, () =>
      client.workflowService.pollWorkflowExecutionTimeSkipping({
        namespace,
        workflowExecution,
        fastForwardId: step.fastForwardId,
      }),
    );
  } catch (failure) {
    // closed meanwhile, or the wait is over: the next look at the workflow says which
    if (!isGrpcServiceError(failure)) throw failure;
    if (Number(failure.code) !== NOT_FOUND && Date.now() < step.giveUpAt) throw failure;
  }
}

async function describe(client: Client, workflowId: string): Promise<Described | null> {
  try {
    return await client.workflowService.describeWorkflowExecution({
      namespace: client.options.namespace,
      execution: { workflowId },
    });
  } catch (failure) {
    if (isGrpcServiceError(failure) && Number(failure.code) === NOT_FOUND) return null;
    throw failure;
  }
}

function reasonOf(described: Described): string {
  const activity = described.pendingActivities?.[0];
  if (activity) {
    const tries = activity.attempt ?? 1;
    const why = activity.lastFailure ? ` (${tries} attempts so far)` : '';
    return `it waits for ${activity.activityType?.name ?? 'an activity'}${why}`;
  }
  const task = described.pendingWorkflowTask;
  if (!task) return 'the server did not finish skipping its time';
  return (task.attempt ?? 1) > 1
    ? `its workflow task fails again and again (attempt ${task.attempt})`
    : 'no worker has answered its workflow task';
}

function gaveUp(one: Running, failure: unknown): Straggler {
  const reason = failure instanceof Error ? failure.message : String(failure);
  return { workflowId: one.workflowId, behindMs: 0, reason: `Temporal refused: ${reason}` };
}

/** Search attributes are plain JSON and never encrypted. */
function jsonOf(payload: { data?: Uint8Array | null } | undefined): string | null {
  if (!payload?.data) return null;
  const value: unknown = JSON.parse(Buffer.from(payload.data).toString('utf8'));
  return typeof value === 'string' ? value : null;
}
