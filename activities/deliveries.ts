import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Redis } from 'ioredis';
import { Server } from 'socket.io';

import {
  bookingRoom,
  personRoom,
  REALTIME_STREAM,
  STAFF_ROOM,
  type ServerToClient,
} from '@stoa/contracts/realtime/events';
import {
  bookingWorkflowId,
  PAYMENT_RETURN_WORKFLOW,
  paymentReported,
  paymentReturnWorkflowId,
  type PaymentFact,
} from '@stoa/contracts/temporal/booking';

import { approvalStartFor, TUTOR_APPROVAL_WORKFLOW } from '@stoa/contracts/temporal/tutorApproval';

import type { ClaimedLine, RealtimePayload, SignalPayload, TutorSignal } from '../db/queries/outbox';
import { withDeadline } from '../platform/temporal';
import type { MailProvider } from '../providers/mail/port';
import { cancelBooking } from './bookingCancels';
import { mailFor, type MailDeps } from './mails';

/** Delivers one line, at least once; throws when it is to be tried again. */
export type Deliver = (line: ClaimedLine) => Promise<void>;

export interface Emitter {
  emit(payload: RealtimePayload): void;
  close(): Promise<void>;
}

type Sockets = Server<Record<string, never>, ServerToClient>;

function tell(io: Sockets, news: RealtimePayload): void {
  const at = new Date(news.at).toISOString();
  if (!('about' in news)) {
    const { bookingId, studentId, tutorId, tutorSees, version, event } = news;
    const parties = [personRoom(studentId), ...(tutorSees ? [personRoom(tutorId)] : [])];
    io.to([...parties, bookingRoom(bookingId), STAFF_ROOM]).emit('bookingChanged', { bookingId, version, event, at });
  } else if (news.about === 'approval') {
    const { tutorId, version, event } = news;
    io.to([personRoom(tutorId), STAFF_ROOM]).emit('approvalChanged', { tutorId, version, event, at });
  } else if (news.about === 'payouts') {
    const { tutorId, event } = news;
    io.to(personRoom(tutorId)).emit('payoutsChanged', { tutorId, event, at });
  } else {
    const { bookingId, reviewId, event, to } = news;
    io.to([...to.map(personRoom), STAFF_ROOM]).emit('reviewChanged', { bookingId, reviewId, event, at });
  }
}

/**
 * A socket server without sockets: what it emits reaches the API's sockets through the stream.
 * @param redis a connection of its own, which closes with it
 * @param blockTimeInMs how long one reading of the stream waits: it ends that much after it was closed
 */
export function createEmitter(redis: Redis, blockTimeInMs = 1_000): Emitter {
  const io: Sockets = new Server({
    adapter: createAdapter(redis, {
      streamName: REALTIME_STREAM,
      channelPrefix: REALTIME_STREAM,
      blockTimeInMs,
      onlyPlaintext: true,
    }),
  });
  return {
    emit: (news) => tell(io, news),
    close: async () => {
      // There is no HTTP server to close; the adapter stops reading the stream.
      await io.of('/').adapter.close();
      await redis.quit();
    },
  };
}

const SIGNAL_DEADLINE_MS = 5_000;

interface SignalDeps {
  readonly client: Client;
  readonly taskQueue: string;
  readonly clock: MailDeps['clock'];
}

/** A payment whose booking is over: a workflow of its own sees to it that the money goes back. */
async function startReturn({ client, taskQueue, clock }: SignalDeps, { paymentId }: PaymentFact): Promise<void> {
  try {
    await client.workflow.start(PAYMENT_RETURN_WORKFLOW, {
      workflowId: paymentReturnWorkflowId(paymentId),
      taskQueue,
      args: [{ paymentId }],
      workflowTaskTimeout: '5s',
      memo: { clockOffsetMs: clock.offsetMs() },
    });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError')) throw error;
  }
}

async function signalBooking(deps: SignalDeps, { bookingId, signal: name, input }: SignalPayload): Promise<void> {
  try {
    await deps.client.workflow.getHandle(bookingWorkflowId(bookingId)).signal(name, input);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    if (name === paymentReported.name) await startReturn(deps, input as PaymentFact);
  }
}

/** A tutor who has no workflow yet gets one: it begins from where their row stands. */
async function signalTutor(deps: SignalDeps, { tutorId, signal, input }: TutorSignal): Promise<void> {
  await deps.client.workflow.signalWithStart(TUTOR_APPROVAL_WORKFLOW, {
    ...approvalStartFor(tutorId, { taskQueue: deps.taskQueue, clockOffsetMs: deps.clock.offsetMs() }),
    signal,
    signalArgs: [input],
  });
}

function signal(deps: SignalDeps, payload: SignalPayload | TutorSignal): Promise<void> {
  return withDeadline(deps.client, SIGNAL_DEADLINE_MS, () =>
    'tutorId' in payload ? signalTutor(deps, payload) : signalBooking(deps, payload),
  );
}

export interface DeliveryDeps extends SignalDeps, MailDeps {
  readonly emitter: Emitter;
  readonly mail: MailProvider;
}

/** How each kind of line leaves the house. */
export function createDeliveries(deps: DeliveryDeps): Deliver {
  return async (line) => {
    switch (line.kind) {
      case 'signal':
        return signal(deps, line.payload);
      case 'cancel':
        return cancelBooking(deps, line.payload);
      case 'realtime':
        return deps.emitter.emit(line.payload);
      case 'mail': {
        const mail = await mailFor(deps, line.payload, line.key);
        if (mail !== null) await deps.mail.send(mail);
      }
    }
  };
}
