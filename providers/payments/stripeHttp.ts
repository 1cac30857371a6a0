import Stripe from 'stripe';

type HttpClient = Stripe.HttpClient;
type Request = Parameters<HttpClient['makeRequest']>;
type Answer = Awaited<ReturnType<HttpClient['makeRequest']>>;

/** The whole call, body included, ends within this: the caller's activity has 10 s (architecture, section 4). */
export const STRIPE_DEADLINE_MS = 8_000;

/**
 * The SDK repeats a call once, without being asked, when a connection was closed, although that call may have had its
 * effect. Who repeats is for the caller to decide, so a closed connection arrives here as a plain failure. The SDK's
 * own timeout counts silence only; the deadline here also ends an answer that drips.
 */
export function createStripeHttpClient(deadlineMs = STRIPE_DEADLINE_MS): HttpClient {
  const node = Stripe.createNodeHttpClient();
  return {
    getClientName: () => node.getClientName(),
    makeRequest: async (...request: Request) => {
      const endsAt = Date.now() + deadlineMs;
      try {
        const answer = await within(endsAt, node.makeRequest(...request));
        return withBodyDeadline(answer, endsAt);
      } catch (failure) {
        throw new ConnectionFailed(failure);
      }
    },
  };
}

/** Keeps the reason, loses the code that makes the SDK repeat. */
class ConnectionFailed extends Error {
  override readonly name = 'ConnectionFailed';
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : 'connection failed', { cause });
  }
}

function withBodyDeadline(answer: Answer, endsAt: number): Answer {
  const read = answer.toJSON.bind(answer);
  answer.toJSON = () => within(endsAt, read() as Promise<unknown>);
  return answer;
}

async function within<T>(endsAt: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), Math.max(0, endsAt - Date.now()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
