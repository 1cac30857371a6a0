import { POLICIES } from '../../domain/policies';
import { CHECKLIST_ITEMS, MATERIAL_ITEMS, REVIEWED_ITEMS, VERDICT_REASONS } from '../../domain/tutorChecklist';
import { APPROVAL_DEADLINES } from '../../domain/tutorDeadlines';
import { APPROVAL_LIFECYCLE, type ApprovalRow } from '../../domain/tutorLifecycle';
import { code, page, table } from './markdown';

function patternText({
  state,
  phase,
}: {
  readonly state?: readonly string[];
  readonly phase?: readonly string[];
}): string {
  const parts = [state?.join(' or '), phase && `review ${phase.join(' or ')}`].filter((part) => part !== undefined);
  return parts.length === 0 ? 'anywhere' : parts.join(', ');
}

function toText({ to: { state, phase } }: ApprovalRow): string {
  const parts = [state, phase && `review ${phase}`].filter((part) => part !== undefined);
  return parts.length === 0 ? 'as it was' : parts.join(', ');
}

function diagram(): string {
  const edges = APPROVAL_LIFECYCLE.flatMap(({ action, actors, from, to }) => {
    const who = actors.filter((actor) => actor !== 'admin' && actor !== 'owner').join(', ') || 'admin, owner';
    return (from.state ?? []).flatMap((before) =>
      to.state === undefined || to.state === before ? [] : [`${before} --> ${to.state}: ${action} (${who})`],
    );
  });
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...['[*] --> incomplete', ...edges].map((line) => `    ${line}`),
    '```',
  ].join('\n');
}

/** The approval of a tutor: diagram, moves, deadlines, checklist. */
export function approvalPage(): string {
  const { approval, strikesThatHide, hiddenDays, strikeDays } = POLICIES;
  return page(
    'The approval of a tutor',
    '`domain/tutorLifecycle.ts`, `domain/tutorDeadlines.ts`, `domain/tutorChecklist.ts` and `domain/policies.ts`',
    [
      'Two fields say where a tutor stands: the *state*, and whether a *review* waits or is in somebody’s hand. One workflow per tutor, `tutor-approval:<tutorId>`, lives as long as the tutor does. Only approved tutors with payouts enabled are listed and can be booked; the database refuses a booking of anybody else.',
      '## Diagram',
      diagram(),
      'A review of somebody who is approved is a re-check: they stay listed. A review of somebody who is suspended is their appeal.',
      '## Moves',
      table(
        ['action', 'who', 'from', 'to', 'effects'],
        APPROVAL_LIFECYCLE.map((row) => [
          code(row.action),
          row.actors.join(', '),
          patternText(row.from),
          toText(row),
          row.effects.map((effect) => effect.replaceAll('_', ' ')).join(', ') || '–',
        ]),
      ),
      'Nobody decides about themselves. An appeal is decided by another person than the decision it is against, and there is one. Lifting a suspension takes two different people of staff; granting an appeal against it is the first of the two.',
      '## Deadlines',
      table(
        ['deadline', 'action', 'what happens'],
        APPROVAL_DEADLINES.map(({ name, action, words }) => [name, code(action), words]),
      ),
      '## Checklist',
      table(
        ['item', 'looked at by a person', 'looked at again when it changes'],
        CHECKLIST_ITEMS.map((item) => [
          code(item),
          (REVIEWED_ITEMS as readonly string[]).includes(item) ? 'yes' : 'no',
          (MATERIAL_ITEMS as readonly string[]).includes(item) ? 'yes' : 'no',
        ]),
      ),
      `A description has at least ${approval.descriptionMinCharacters} characters. Every verdict names the version of the item that was looked at; what was found good in a version is not asked for again. Reasons for a change: ${VERDICT_REASONS.map(code).join(', ')}.`,
      '## Strikes',
      `A strike counts for ${strikeDays} days unless it is excused. Each that makes ${strikesThatHide} or more hides the tutor from search for ${hiddenDays} days from that strike.`,
    ],
  );
}
