import { en } from '@stoa/contracts/words/en';
import type { ActionView } from '@stoa/contracts/http/bookings';
import { momentText } from '@stoa/contracts/words/format';
import { Button } from 'antd';
import { useId } from 'react';
import { say, useReader, words } from '../words';

interface ActionBarProps {
  readonly actions: readonly ActionView[];
  readonly onAct: (action: ActionView['action']) => void;
  readonly busy: ActionView['action'] | null;
}

/** Quiet ones first, the dangerous one last, wherever the server put it. */
const inOrder = (actions: readonly ActionView[]): ActionView[] =>
  [...actions].sort((a, b) => Number(a.dangerous) - Number(b.dangerous) || Number(b.primary) - Number(a.primary));

function refusalText(code: string): string {
  const text = Object.entries(en.errors).find(([known]) => known === code)?.[1];
  return text ? `${text.title}. ${text.next}` : code;
}

/** Why not, or until when; what only has to wait says from when. */
function useRemark({ allowed, refusal, until }: ActionView): string | null {
  const reader = useReader();
  if (!allowed && refusal) return refusalText(refusal);
  const at = until ? momentText(Date.parse(until), reader) : null;
  if (!allowed) return at ? say(words.actions.from, { at }) : words.actions.none;
  return at ? say(words.actions.until, { at }) : null;
}

interface ActionProps {
  readonly action: ActionView;
  readonly isBusy: boolean;
  readonly onAct: ActionBarProps['onAct'];
}

/** Some actions are a page to go to. */
const linkOf = ({ allowed, url }: ActionView) =>
  allowed && url ? { href: url, target: '_blank', rel: 'noopener noreferrer' } : {};

/** A refused action stays readable and reachable by keyboard, and says why. */
function Action({ action, isBusy, onAct }: ActionProps) {
  const remarkId = useId();
  const remark = useRemark(action);
  return (
    <div className="action">
      <Button
        type={action.primary && action.allowed ? 'primary' : 'default'}
        danger={action.dangerous}
        loading={isBusy}
        {...linkOf(action)}
        aria-disabled={!action.allowed}
        aria-describedby={remark ? remarkId : undefined}
        className={action.allowed ? undefined : 'refused'}
        onClick={() => {
          if (action.allowed) onAct(action.action);
        }}
      >
        {words.actions[action.action]}
      </Button>
      {remark ? (
        <span id={remarkId} className="quiet fine">
          {remark}
        </span>
      ) : null}
    </div>
  );
}

/** What the server says this reader may do now; nothing is decided here. */
export function ActionBar({ actions, onAct, busy }: ActionBarProps) {
  if (actions.length === 0) return <p className="quiet">{words.actions.none}</p>;
  return (
    <div className="actions">
      {inOrder(actions).map((action) => (
        <Action key={action.action} action={action} isBusy={busy === action.action} onAct={onAct} />
      ))}
    </div>
  );
}
