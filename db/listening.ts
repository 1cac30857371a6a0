import { Client } from 'pg';

/** A standing LISTEN on one connection of its own. */
export interface Listening {
  close(): Promise<void>;
}

interface Ears {
  /** a connection to Postgres itself: a pooler that hands connections around loses what is said */
  readonly url: string;
  readonly channel: 'stoa_outbox' | 'stoa_sign_ins';
  /** shown in pg_stat_activity */
  readonly name: string;
  /** once for every committed word; a word said twice in one transaction comes once */
  readonly onWord: (word: string) => void;
  /** whenever it begins to listen, the first time too: what was said before that was not heard */
  readonly onOpen: () => void;
}

const AGAIN_MS = 1_000;

/**
 * Listens to what transactions say when they commit. It is a hint and no more: a lost connection is opened again after a
 * second, and whoever listens must ask for what was said meanwhile.
 */
export function listenTo({ url, channel, name, onWord, onOpen }: Ears): Listening {
  let closed = false;
  let client: Client | null = null;
  let timer: NodeJS.Timeout | null = null;

  const open = async (): Promise<void> => {
    const next = new Client({ connectionString: url, application_name: name, keepAlive: true });
    client = next;
    next.on('error', () => undefined);
    next.on('end', again);
    next.on('notification', ({ payload = '' }) => onWord(payload));
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
      onOpen();
    } catch {
      await next.end().catch(() => undefined);
      again();
    }
  };
  const again = (): void => {
    if (closed || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      if (!closed) void open();
    }, AGAIN_MS);
  };

  void open();
  return {
    close: async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
