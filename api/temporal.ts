import { WithStartWorkflowOperation, WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import {
  accept,
  book,
  BOOKING_WORKFLOW,
  bookingWorkflowId,
  cancel,
  decline,
  retryRequested,
  type AcceptInput,
  type BookingInput,
  type BookingReply,
  type CancelInput,
  type DeclineInput,
} from '@stoa/contracts/temporal/booking';
import { SEARCH_ATTRIBUTES, startAttributesFor } from '@stoa/contracts/temporal/searchAttributes';
import { isFree } from '@stoa/domain/deadlines';
import { MINUTE_MS } from '@stoa/domain/policies';
import type { Clock } from '../platform/clock';
import type { Metrics } from '../platform/metrics';
import { createCorridor, knownOutcome, LOOK_DEADLINE_MS, refusalOf } from './corridor';
import { Refusal } from './refusal';

/** What each update of the corridor takes. */
export interface Acts {
  accept: AcceptInput;
  decline: DeclineInput;
  cancel: CancelInput;
}
const UPDATES = { accept, decline, cancel } as const;

export interface WorkflowView {
  readonly id: string;
  readonly runId: string | null;
  readonly status: string | null;
}

/** The corridor between routes and workflows. Every refusal is a `Refusal` with the workflow's own code. */
export interface BookingDesk {
  /** Starts the booking's workflow and waits until its slot is reserved or refused. */
  create(input: BookingInput, updateId: string): Promise<BookingReply>;
  act<K extends keyof Acts>(
    kind: K,
    bookingId: string,
    request: { input: Acts[K]; updateId: string },
  ): Promise<BookingReply>;
  /** The outcome of an update that was sent before; null when the workflow does not know it. @throws its refusal */
  outcomeOf(bookingId: string, updateId: string): Promise<BookingReply | null>;
  retryOwed(bookingId: string, actorId: string): Promise<void>;
  describe(bookingId: string): Promise<WorkflowView>;
}

export interface DeskOptions {
  readonly client: Client;
  readonly taskQueue: string;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'updateSeconds'>;
  /** whether a booking has a row: tells "closed" from "never was" */
  readonly exists: (bookingId: string) => Promise<boolean>;
}

/**
 * Turns what Temporal's client throws into a code (architecture, section 3, row 4). What was refused for now is recorded
 * with a booking's creation: the same id would be refused for ever.
 */
function refused(options: Pick<DeskOptions, 'exists'>, bookingId: string, creating: boolean) {
  return async (error: unknown): Promise<never> => {
    const gone = async () => ((await options.exists(bookingId)) ? 'booking_state_conflict' : 'booking_not_found');
    const refusal = await refusalOf(error, gone);
    const spent = creating && refusal !== error && refusal.code === 'temporarily_unavailable';
    throw spent ? new Refusal(refusal.code, { details: { mintNewBookingId: true } }) : refusal;
  };
}

/** Starts are the same for every booking but for its input and the clock's offset, which every start carries. */
function startOf({ taskQueue, clock }: DeskOptions, input: BookingInput) {
  const { studentId, tutorId, terms } = input;
  const holdEndsAt = clock.now() + terms.clock.holdMinutes * MINUTE_MS;
  return new WithStartWorkflowOperation(BOOKING_WORKFLOW, {
    workflowId: bookingWorkflowId(input.bookingId),
    taskQueue,
    args: [input],
    memo: { clockOffsetMs: clock.offsetMs() },
    typedSearchAttributes: startAttributesFor({ studentId, tutorId, free: isFree(terms), holdEndsAt }),
    workflowIdConflictPolicy: 'FAIL',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    // a worker killed in the middle is noticed after this, inside of the caller's deadline
    workflowTaskTimeout: '5s',
  });
}

/**
 * The id has a workflow already. A request may have been lost after it had started one and before its update was heard:
 * a repeat takes its place, as long as the workflow waits. @throws Refusal `booking_exists` · `booking_id_spent`
 */
async function joinStarted(
  { client, exists }: DeskOptions,
  { bookingId, studentId }: BookingInput,
  updateId: string,
): Promise<BookingReply> {
  const handle = client.workflow.getHandle(bookingWorkflowId(bookingId));
  const known = await knownOutcome<BookingReply>(handle, updateId);
  if (known !== null) return known;
  const { status, typedSearchAttributes } = await handle.describe();
  const isOurs = typedSearchAttributes.get(SEARCH_ATTRIBUTES.StudentId) === studentId;
  if (!isOurs || (await exists(bookingId))) throw new Refusal('booking_exists');
  if (status.name !== 'RUNNING') throw new Refusal('booking_id_spent');
  return handle.executeUpdate(book, { updateId });
}

export function createBookingDesk(options: DeskOptions): BookingDesk {
  const { client } = options;
  const { within, measured } = createCorridor(client, options.metrics);
  const handleOf = (bookingId: string) => client.workflow.getHandle(bookingWorkflowId(bookingId));
  return {
    create: (input, updateId) =>
      measured('book', async () => {
        try {
          const startWorkflowOperation = startOf(options, input);
          return await client.workflow.executeUpdateWithStart(book, { updateId, startWorkflowOperation });
        } catch (error) {
          if (error instanceof WorkflowExecutionAlreadyStartedError) return await joinStarted(options, input, updateId);
          throw error;
        }
      }).catch(refused(options, input.bookingId, true)),
    act: (kind, bookingId, { input, updateId }) =>
      measured(kind, () =>
        handleOf(bookingId).executeUpdate<BookingReply, [Acts[typeof kind]]>(UPDATES[kind] as never, {
          updateId,
          args: [input],
        }),
      ).catch(refused(options, bookingId, false)),
    outcomeOf: (bookingId, updateId) =>
      within(LOOK_DEADLINE_MS, () => knownOutcome<BookingReply>(handleOf(bookingId), updateId)).catch(
        refused(options, bookingId, false),
      ),
    retryOwed: async (bookingId, actorId) => {
      await within(LOOK_DEADLINE_MS, () => handleOf(bookingId).signal(retryRequested, { actorId })).catch(
        refused(options, bookingId, false),
      );
    },
    describe: async (bookingId) => {
      const id = bookingWorkflowId(bookingId);
      try {
        const { runId, status } = await within(LOOK_DEADLINE_MS, () => handleOf(bookingId).describe());
        return { id, runId, status: status.name };
      } catch {
        // The page is worth showing without it: support looks at bookings when Temporal is away, too.
        return { id, runId: null, status: null };
      }
    },
  };
}
