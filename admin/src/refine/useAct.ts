import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

/** One key per thing that is sent: the same sent again, after a lost answer, is the same act. */
function useKeys(): (sent: unknown) => string {
  const last = useRef({ sent: '', key: '' });
  return (sent) => {
    const text = JSON.stringify(sent);
    if (last.current.sent !== text) last.current = { sent: text, key: crypto.randomUUID() };
    return last.current.key;
  };
}

interface Act<Sent, Answer> {
  readonly send: (sent: Sent, key: string) => Promise<Answer>;
  readonly onDone: (answer: Answer, sent: Sent) => void;
  /** whatever refused it, what is shown behind it may be old now */
  readonly onRefused?: (error: unknown, sent: Sent) => void;
}

/** An act of the staff: sent once however often it is pressed, refused without losing what was typed. */
export function useAct<Sent, Answer>({ send, onDone, onRefused }: Act<Sent, Answer>) {
  const keyOf = useKeys();
  return useMutation<Answer, unknown, Sent>({
    mutationFn: (sent) => send(sent, keyOf(sent)),
    onSuccess: (answer, sent) => onDone(answer, sent),
    onError: (error, sent) => onRefused?.(error, sent),
  });
}
