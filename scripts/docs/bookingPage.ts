import type { BookingFields } from '../../domain/booking';
import { DEADLINES } from '../../domain/deadlines';
import { enumerateReachable, LEGAL } from '../../domain/legal';
import { LIFECYCLE } from '../../domain/lifecycle';
import { combinationsOf, matches, type FieldsPattern, type LifecycleRow } from '../../domain/lifecycleRow';
import { CANCELLATION_PRESETS, DEFAULT_CLOCK, POLICIES } from '../../domain/policies';
import { code, page, table } from './markdown';

const AVAILABLE = LIFECYCLE.filter(({ available }) => available);

/** Where people would say a booking stands. */
const NODES: readonly { readonly id: string; readonly words: string; readonly is: FieldsPattern }[] = [
  {
    id: 'holding',
    words: 'REQUESTED, payment PENDING: slot held, checkout running',
    is: { session: ['REQUESTED'], payment: ['PENDING'] },
  },
  { id: 'asked', words: 'REQUESTED, payment AUTHORIZED: the tutor is asked', is: { session: ['REQUESTED'] } },
  { id: 'scheduled', words: 'SCHEDULED', is: { session: ['SCHEDULED'] } },
  { id: 'active', words: 'ACTIVE', is: { session: ['ACTIVE'] } },
  {
    id: 'ended',
    words: 'ENDED, payment AUTHORIZED: held, not settled',
    is: { session: ['ENDED'], payment: ['AUTHORIZED'] },
  },
  { id: 'settled', words: 'ENDED, payment CAPTURED: settled', is: { session: ['ENDED'] } },
  { id: 'calledOff', words: 'CANCELLED, payment VOIDED', is: { session: ['CANCELLED'], payment: ['VOIDED'] } },
  {
    id: 'cancelled',
    words: 'CANCELLED, payment REFUNDED, PARTIALLY_REFUNDED or CAPTURED',
    is: { session: ['CANCELLED'] },
  },
  { id: 'expired', words: 'EXPIRED, payment VOIDED', is: { session: ['EXPIRED'] } },
];
const nodeOf = (fields: BookingFields): string => NODES.find(({ is }) => matches(is, fields))?.id ?? '[*]';

function edgesOf(row: LifecycleRow): [from: string, to: string][] {
  if (row.from === null) return combinationsOf(row.to).map((to) => ['[*]', nodeOf(to)]);
  const { from, to } = row;
  return enumerateReachable(AVAILABLE)
    .filter((before) => matches(from, before))
    .flatMap((before) => combinationsOf(to, before).map((after): [string, string] => [nodeOf(before), nodeOf(after)]));
}

function diagram(): string {
  const labels = new Map<string, Set<string>>();
  for (const row of AVAILABLE)
    for (const [from, to] of edgesOf(row)) {
      const edge = `${from} --> ${to}`;
      const who = row.actors.filter((actor) => actor !== 'admin' && actor !== 'owner').join(', ');
      labels.set(edge, (labels.get(edge) ?? new Set()).add(`${row.action} (${who})`));
    }
  const ends = ['settled', 'calledOff', 'cancelled', 'expired'].map((id) => `${id} --> [*]`);
  const lines = [
    'stateDiagram-v2',
    ...NODES.map(({ id, words }) => `state "${words}" as ${id}`),
    ...[...labels].map(([edge, actions]) => `${edge}: ${[...actions].join(' · ')}`),
    ...ends,
  ];
  return ['```mermaid', ...lines.map((line, i) => (i === 0 ? line : `    ${line}`)), '```'].join('\n');
}

const FIELDS = ['session', 'outcome', 'payment', 'dispute'] as const;
function patternText(pattern: FieldsPattern | null): string {
  if (pattern === null) return '–';
  const parts = FIELDS.filter((field) => pattern[field] !== undefined).map(
    (field) => `${field} ${(pattern[field] ?? []).map((value) => value ?? 'null').join(' or ')}`,
  );
  return parts.length === 0 ? 'as it was' : parts.join(', ');
}

function rowTable(rows: readonly LifecycleRow[]): string {
  return table(
    ['action', 'who', 'from', 'to', 'effects'],
    rows.map(({ action, actors, from, to, effects }) => [
      code(action),
      actors.join(', '),
      patternText(from),
      patternText(to),
      effects.map((effect) => effect.replaceAll('_', ' ')).join(', ') || '–',
    ]),
  );
}

function deadlineTable(): string {
  return table(
    ['deadline', 'while', 'what happens'],
    DEADLINES.map(({ action, from, words }) => [code(action), patternText(from), words]),
  );
}

function legalTable(): string {
  return table(
    [...FIELDS],
    LEGAL.map((row) => FIELDS.map((field) => row[field].map((value) => value ?? 'null').join(', '))),
  );
}

function cancellationTable(): string {
  return table(
    ['policy', 'rows'],
    Object.values(CANCELLATION_PRESETS).map(({ preset, rows, laterShareBps }) => [
      preset,
      [
        ...rows.map(({ hoursBefore, studentShareBps }) => `${hoursBefore} h before: ${studentShareBps / 100} % back`),
        `later: ${laterShareBps / 100} %`,
      ].join(' · '),
    ]),
  );
}

/** The life of a booking: diagram, moves, deadlines, what is legal. */
export function bookingPage(): string {
  const retries = POLICIES.owedRetrySeconds.map((seconds) => `${seconds} s`).join(', ');
  return page(
    'The life of a booking',
    '`domain/lifecycle.ts`, `domain/deadlines.ts`, `domain/legal.ts` and `domain/policies.ts`',
    [
      'Four fields say where a booking stands: *session*, *outcome*, *payment* (of this booking’s escrow) and *dispute*. Every move of them is a row of one table. API, workflow, pages and console ask the same table, so a button, an early refusal and the final word agree.',
      '## Diagram',
      diagram(),
      'Where the diagram says support, admin and owner may do it as well.',
      '## Moves',
      rowTable(AVAILABLE),
      'While the card company has not confirmed the money of an acceptance or a cancel, the booking stays as it was with a *pending move*: nobody else moves it, and its deadlines wait.',
      '## Moves whose effects come later',
      'In the table for the states they lead to; never offered.',
      rowTable(LIFECYCLE.filter(({ available }) => !available)),
      '## Deadlines',
      'A deadline that is due goes before anything a person asks for, at the same instant too.',
      deadlineTable(),
      `What is still owed at the card company has its own next attempt, after ${retries}, the last one again and again. People are asked to look after ${POLICIES.owedAttentionAfter} failures in a row.`,
      '## Legal combinations',
      'Enforced by the domain and by a CHECK in the database. In every row OPEN never stands beside REFUNDED. A test proves that the lifecycle table reaches exactly these.',
      legalTable(),
      '## Cancellation policies',
      `Chosen by the tutor, frozen when booked. ${CANCELLATION_PRESETS.standard.toleranceMinutes} minutes of tolerance at every border, in favour of whoever acts. After the start nobody cancels.`,
      cancellationTable(),
      "## The clock's defaults",
      table(
        ['rule', 'value'],
        Object.entries(DEFAULT_CLOCK).map(([name, value]) => [code(name), String(value)]),
      ),
    ],
  );
}
