import type { Closing } from '@stoa/domain/closing';

import type { AskRecording, ClosingMove } from '../db/queries/closings';
import type { OutboxLine } from '../db/queries/outbox';

type Values = Readonly<Record<string, string | number>>;

interface Notice {
  /** tells it apart from the other mails about this closing */
  readonly what: string;
  readonly template: string;
  readonly values?: Values;
}

function line({ id, personId }: Pick<Closing, 'id' | 'personId'>, { what, template, values = {} }: Notice): OutboxLine {
  return {
    kind: 'mail',
    key: `mail:closing:${id}:${what}`,
    payload: { family: 'closing', template, personId, values },
  };
}

/** Somebody has asked to close the account: its owner hears of it, also when it was somebody at their open device. */
export function askedMail(closing: Pick<AskRecording, 'id' | 'personId'>): OutboxLine {
  return line(closing, { what: 'asked', template: 'asked' });
}

const TEMPLATES = { settle: 'settled', stir: 'stirred', remind: null, withdraw: 'withdrawn', finish: null } as const;

/** The mail that says how the closing stands now; when all is erased there is nobody left to write to. */
export function mailForMove({ after, action }: Pick<ClosingMove, 'after' | 'action'>): OutboxLine[] {
  const reminder = after.state === 'waiting' ? 'waiting' : 'soon';
  const template = action === 'remind' ? reminder : TEMPLATES[action];
  if (template === null) return [];
  const values: Values = after.erasesAt === null ? {} : { erasesAt: after.erasesAt };
  return [line(after, { what: String(after.version), template, values })];
}

/** The last mail, to an address that is erased when it has left. */
export function receiptMail(closing: Closing, number: string): OutboxLine {
  return line(closing, { what: 'receipt', template: 'receipt', values: { number } });
}
