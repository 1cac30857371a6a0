import { Button } from 'antd';
import { useState } from 'react';
import { useAct } from '../refine/useAct';
import { announce } from '../ui/announce';
import { ReasonDialog } from '../ui/ReasonDialog';
import { say, words } from '../words';
import { retireSubject, type Subject, useRefreshSubjects } from './acts';
import { NameDialog } from './NameDialog';

const t = words.subjects;
const TEXTS = {
  retire: { title: t.retireTitle, means: t.retireMeans, confirm: t.retireConfirm, done: t.retired },
  restore: { title: t.restoreTitle, means: t.restoreMeans, confirm: t.restoreConfirm, done: t.restored },
} as const;

/** What can be done to a subject, with what it means for the profiles that have it. */
export function Inside({ subject }: { readonly subject: Subject }) {
  const refresh = useRefreshSubjects();
  const [asking, setAsking] = useState<'rename' | 'retire' | null>(null);
  const step = subject.retiredAt === null ? 'retire' : 'restore';
  const text = TEXTS[step];
  const act = useAct<string, Subject>({
    send: (reason) => retireSubject(subject.id, step, reason),
    onDone() {
      setAsking(null);
      announce(say(text.done, { name: subject.name }));
      refresh();
    },
    onRefused: refresh,
  });
  const ask = (what: 'rename' | 'retire') => {
    act.reset();
    setAsking(what);
  };
  return (
    <div className="inside">
      <div className="steps">
        <Button onClick={() => ask('rename')}>{t.rename}</Button>
        <Button danger={step === 'retire'} onClick={() => ask('retire')}>
          {t[step]}
        </Button>
      </div>
      {asking === 'rename' ? <NameDialog subject={subject} onClose={() => setAsking(null)} /> : null}
      {asking === 'retire' ? (
        <ReasonDialog
          title={say(text.title, { name: subject.name })}
          consequences={text.means.map((sentence) => say(sentence, { n: subject.tutors }))}
          reasonHelp={words.reason.forAudit}
          confirm={text.confirm}
          isDangerous={step === 'retire'}
          isWorking={act.isPending}
          failure={act.error}
          onConfirm={(reason) => act.mutate(reason)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </div>
  );
}
