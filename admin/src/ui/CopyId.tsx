import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { say, words } from '../words';
import { announce } from './announce';

interface CopyIdProps {
  readonly id: string;
  /** what it is, for the button's name: 'booking id' */
  readonly what: string;
  readonly isWhole?: boolean;
}

/** An id that can be read and taken along. */
export function CopyId({ id, what, isWhole = false }: CopyIdProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
    announce(say(words.booking.copied, { what }));
  };
  return (
    <span className="copy-id">
      <span className="code" title={id}>
        {isWhole || id.length <= 24 ? id : `${id.slice(0, 13)}…${id.slice(-4)}`}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={say(words.booking.copy, { what })}
        onClick={() => void copy()}
        onBlur={() => setCopied(false)}
      >
        {isCopied ? <CheckOutlined /> : <CopyOutlined />}
      </button>
    </span>
  );
}
