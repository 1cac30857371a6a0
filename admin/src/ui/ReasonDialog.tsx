import { Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { words } from '../words';
import { Dialog } from './Dialog';
import { Problem } from './Problem';
import { Reason } from './Reason';

interface ReasonDialogProps {
  readonly title: string;
  /** what it does, in plain sentences */
  readonly consequences: readonly string[];
  readonly reasonHelp: string;
  /** the button says what it does */
  readonly confirm: string;
  readonly isDangerous?: boolean;
  readonly isWorking: boolean;
  readonly failure: unknown;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
  /** choices that come before the reason */
  readonly children?: ReactNode;
  /** something that must be chosen is not */
  readonly isBlocked?: boolean;
}

/** An act that needs a reason: its consequences, the reason, and a refusal that leaves what was typed. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, consequences, reasonHelp, confirm, isWorking, failure, onConfirm, onClose, children } = props;
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = () => {
    const said = reason.trim();
    setMissing(said === '');
    if (said === '') form.current?.querySelector('textarea')?.focus();
    else if (!props.isBlocked) onConfirm(said);
  };
  const footer = [
    <Button key="keep" onClick={onClose}>
      {words.reason.leave}
    </Button>,
    <Button
      key="confirm"
      type="primary"
      danger={props.isDangerous ?? false}
      disabled={props.isBlocked ?? false}
      loading={isWorking}
      onClick={submit}
    >
      {confirm}
    </Button>,
  ];
  return (
    <Dialog title={title} onClose={onClose} footer={footer} isEasyToLeave={reason === ''}>
      <form
        ref={form}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ul className="consequences">
          {consequences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {children}
        <Reason value={reason} isMissing={isMissing} help={reasonHelp} onChange={setReason} />
        {failure ? <Problem error={failure} /> : null}
      </form>
    </Dialog>
  );
}
