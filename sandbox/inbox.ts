import type { AddressInfo } from 'node:net';
import { simpleParser, type AddressObject } from 'mailparser';
import type { Pool } from 'pg';
import { SMTPServer } from 'smtp-server';
import type { Logger } from './logger';

export interface CaughtMail {
  readonly id: number;
  readonly messageId: string | null;
  /** ISO, on the town's clock */
  readonly receivedAt: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
}

export interface MailQuery {
  /** exactly this recipient */
  readonly to?: string;
  /** words in subject, text or addresses */
  readonly search?: string;
  readonly limit?: number;
}

const LARGEST_MAIL = 5 * 1024 * 1024;
const COLUMNS = `id::int AS id, message_id AS "messageId", received_at AS "receivedAt", sender, recipients, subject, text, html`;

/** The mail server that everybody's mail ends at: it takes all and sends nothing on. */
export class Inbox {
  readonly #server: SMTPServer;

  constructor(private readonly deps: { pool: Pool; now: () => number; log: Logger }) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      // whatever name and password: nobody is kept out of a sandbox
      onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
      size: LARGEST_MAIL,
      onData: (stream, session, done) => {
        const recipients = session.envelope.rcptTo.map((address) => address.address);
        this.#keep(stream, recipients).then(
          () => done(),
          (failure: Error) => done(failure),
        );
      },
    });
    this.#server.on('error', (failure) => deps.log.warn({ err: failure }, 'the mail server had a problem'));
  }

  /** @returns the port it listens on */
  async start(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => resolve());
    });
    return (this.#server.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Newest first. */
  async list(query: MailQuery = {}): Promise<CaughtMail[]> {
    const { rows } = await this.deps.pool.query<Row>(
      `SELECT ${COLUMNS} FROM mails
       WHERE ($1::text IS NULL OR $1 = ANY(recipients))
         AND ($2::text IS NULL OR strpos(lower(concat_ws(' ', subject, text, sender, array_to_string(recipients, ' '))), lower($2)) > 0)
       ORDER BY id DESC LIMIT $3`,
      [query.to?.toLowerCase() ?? null, query.search ?? null, Math.min(query.limit ?? 50, 500)],
    );
    return rows.map(toMail);
  }

  async find(id: number): Promise<CaughtMail | null> {
    const { rows } = await this.deps.pool.query<Row>(`SELECT ${COLUMNS} FROM mails WHERE id = $1`, [id]);
    return rows[0] ? toMail(rows[0]) : null;
  }

  async #keep(stream: Parameters<typeof simpleParser>[0], recipients: readonly string[]): Promise<void> {
    const mail = await simpleParser(stream);
    await this.deps.pool.query(
      `INSERT INTO mails (message_id, received_at, sender, recipients, subject, text, html)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        mail.messageId ?? null,
        new Date(this.deps.now()),
        addressesOf(mail.from),
        recipients.map((address) => address.toLowerCase()),
        mail.subject ?? '',
        mail.text ?? '',
        mail.html || null,
      ],
    );
  }
}

type Row = Omit<CaughtMail, 'receivedAt'> & { receivedAt: Date };

function toMail(row: Row): CaughtMail {
  return { ...row, receivedAt: row.receivedAt.toISOString() };
}

function addressesOf(from: AddressObject | undefined): string {
  return from?.text ?? '';
}
