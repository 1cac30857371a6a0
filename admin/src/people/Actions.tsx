import { en } from '@stoa/contracts/words/en';
import type { PersonActionView, StaffPersonView } from '@stoa/contracts/http/people';
import { momentText } from '@stoa/contracts/words/format';
import { POLICIES } from '@stoa/domain/policies';
import { VIEW_MINUTES } from '@stoa/domain/staff';
import { useMutation } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useId, useState } from 'react';
import { useAct } from '../refine/useAct';
import { announce } from '../ui/announce';
import { Dialog } from '../ui/Dialog';
import { Panel } from '../ui/Panel';
import { Problem } from '../ui/Problem';
import { ReasonDialog } from '../ui/ReasonDialog';
import { say, useReader, words } from '../words';
import { actOn, endView, type Impersonation, type PersonAct, useRefreshPerson } from './acts';

const t = words.people;
const DANGEROUS: readonly string[] = ['revoke', 'disable'];

const fill = (text: string, person: StaffPersonView, { role }: Pick<PersonActionView, 'role'>): string =>
  say(text, { name: person.name, role: role ? words.roles[role] : '' });

function refusalText(code: string): string {
  const text = Object.entries(en.errors).find(([known]) => known === code)?.[1];
  return text ? `${text.title}. ${text.next}` : code;
}

/** What is needed every day first, what cannot be taken back lightly last. */
const ORDER: readonly PersonActionView['action'][] = ['impersonate', 'enable', 'grant', 'revoke', 'disable'];
const inOrder = (actions: readonly PersonActionView[]): PersonActionView[] =>
  [...actions].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));

interface ActionProps {
  readonly person: StaffPersonView;
  readonly action: PersonActionView;
  readonly onAct: () => void;
}

/** A refused action stays readable and says why. */
function Action({ person, action, onAct }: ActionProps) {
  const id = useId();
  return (
    <div className="action">
      <Button
        danger={DANGEROUS.includes(action.action)}
        aria-disabled={!action.allowed}
        aria-describedby={action.refusal ? id : undefined}
        className={action.allowed ? '' : 'refused'}
        onClick={() => (action.allowed ? onAct() : undefined)}
      >
        {fill(t.actions[action.action], person, action)}
      </Button>
      {action.refusal ? (
        <span id={id} className="quiet fine">
          {refusalText(action.refusal)}
        </span>
      ) : null}
    </div>
  );
}

interface ViewProps {
  readonly view: Impersonation;
  readonly name: string;
  readonly onClose: () => void;
}

/** The view's address is opened by a click of the reader's own: a page that opens by itself is stopped by browsers. */
function ViewDialog({ view, name, onClose }: ViewProps) {
  const reader = useReader();
  const stop = useMutation({ mutationFn: () => endView(view.id), onSuccess: () => announce(t.view.stopped) });
  return (
    <Dialog title={say(t.act.impersonate.title, { name })} onClose={onClose} isEasyToLeave={false}>
      <p>{say(t.view.once, { at: momentText(Date.parse(view.endsAt), reader) })}</p>
      <div className="steps">
        <Button type="primary" href={view.url} target="_blank" rel="noopener noreferrer" disabled={stop.isSuccess}>
          {say(t.view.open, { name })}
        </Button>
        <Button loading={stop.isPending} disabled={stop.isSuccess} onClick={() => stop.mutate()}>
          {t.view.stop}
        </Button>
      </div>
      {stop.isSuccess ? <p className="notice tone-olive">{t.view.stopped}</p> : null}
      {stop.error ? <Problem error={stop.error} onRetry={() => stop.mutate()} /> : null}
    </Dialog>
  );
}

interface LengthProps {
  readonly minutes: number;
  readonly onChoose: (minutes: number) => void;
}

function Length({ minutes, onChoose }: LengthProps) {
  const id = useId();
  return (
    <div className="field">
      <span id={id} className="label">
        {t.view.howLong}
      </span>
      <Radio.Group
        aria-labelledby={id}
        value={minutes}
        onChange={(event) => onChoose(event.target.value as number)}
        options={POLICIES.viewAs.choicesMinutes.map((n) => ({ value: n, label: say(t.view.minutes, { n }) }))}
      />
    </div>
  );
}

/** What the answer says may be done to this account, each with its reason and its consequences. */
export function Actions({ person }: { readonly person: StaffPersonView }) {
  const refresh = useRefreshPerson();
  const [asking, setAsking] = useState<PersonActionView | null>(null);
  const [view, setView] = useState<Impersonation | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [minutes, setMinutes] = useState<number>(VIEW_MINUTES);
  const act = useAct<PersonAct, Awaited<ReturnType<typeof actOn>>>({
    send: (sent) => actOn(person.id, sent),
    onDone(answer, sent) {
      setAsking(null);
      if ('url' in answer) setView(answer);
      const text = fill(t.act[sent.action].done, person, sent);
      setDone(text);
      announce(text);
      refresh(person.id);
    },
    onRefused: () => refresh(person.id),
  });
  const ask = (action: PersonActionView) => {
    act.reset();
    setDone(null);
    setMinutes(VIEW_MINUTES);
    setAsking(action);
  };
  return (
    <Panel title={t.actions.heading}>
      {done ? <p className="notice tone-olive">{done}</p> : null}
      <div className="actions">
        {inOrder(person.actions).map((action) => (
          <Action
            key={`${action.action}${action.role ?? ''}`}
            person={person}
            action={action}
            onAct={() => ask(action)}
          />
        ))}
      </div>
      {asking ? (
        <ReasonDialog
          title={fill(t.act[asking.action].title, person, asking)}
          consequences={t.act[asking.action].means.map((text) => fill(text, person, asking))}
          reasonHelp={words.reason.forPerson}
          confirm={fill(t.act[asking.action].confirm, person, asking)}
          isDangerous={DANGEROUS.includes(asking.action)}
          isWorking={act.isPending}
          failure={act.error}
          onConfirm={(reason) => act.mutate({ action: asking.action, role: asking.role, reason, minutes })}
          onClose={() => setAsking(null)}
        >
          {asking.action === 'impersonate' ? <Length minutes={minutes} onChoose={setMinutes} /> : null}
        </ReasonDialog>
      ) : null}
      {view ? <ViewDialog view={view} name={person.name} onClose={() => setView(null)} /> : null}
    </Panel>
  );
}
