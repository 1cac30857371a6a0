import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useAct } from '../refine/useAct';
import { announce } from '../ui/announce';
import { Dialog } from '../ui/Dialog';
import { NameField } from '../ui/NameField';
import { Problem } from '../ui/Problem';
import { say, words } from '../words';
import { createSubject, renameSubject, type Subject, useRefreshSubjects } from './acts';

const t = words.subjects;

interface NameDialogProps {
  /** null: a new one */
  readonly subject: Subject | null;
  readonly onClose: () => void;
}

/** Names a new subject, or one that is there anew, and says what that changes. */
export function NameDialog({ subject, onClose }: NameDialogProps) {
  const refresh = useRefreshSubjects();
  const [name, setName] = useState(subject?.name ?? '');
  const [isTried, setTried] = useState(false);
  const act = useAct<string, Subject>({
    send: (text) => (subject ? renameSubject(subject.id, text) : createSubject(text)),
    onDone(after) {
      announce(say(subject ? t.renamed : t.created, { name: after.name }));
      refresh();
      onClose();
    },
    onRefused: refresh,
  });
  const said = name.trim();
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (said !== '') act.mutate(said);
  };
  const footer = [
    <Button key="leave" onClick={onClose}>
      {words.reason.leave}
    </Button>,
    <Button key="save" type="primary" loading={act.isPending} onClick={() => submit()}>
      {subject ? t.save : t.create}
    </Button>,
  ];
  return (
    <Dialog
      title={subject ? say(t.renameTitle, { name: subject.name }) : t.createTitle}
      onClose={onClose}
      footer={footer}
      isEasyToLeave={said === (subject?.name ?? '')}
    >
      <form className="stack" onSubmit={submit}>
        <p>{subject ? say(t.renameMeans, { n: subject.tutors }) : t.createMeans}</p>
        <NameField
          label={t.name}
          help={t.nameHelp}
          missing={t.nameMissing}
          value={name}
          isMissing={isTried && said === ''}
          maxLength={80}
          onChange={setName}
        />
        {act.error ? <Problem error={act.error} /> : null}
      </form>
    </Dialog>
  );
}
