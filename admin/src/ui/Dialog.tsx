import { CloseOutlined } from '@ant-design/icons';
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { words } from '../words';

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly onClose: () => void;
  /** a click beside it closes it: not while something typed would be lost */
  readonly isEasyToLeave?: boolean;
}

/**
 * The browser's own modal dialogue: it keeps the focus inside, gives it back, and closes on Escape. antd's locks the page
 * with a style element that our content security policy refuses.
 */
export function Dialog({ title, children, footer, onClose, isEasyToLeave = true }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const clickBeside = (event: MouseEvent) => {
    if (isEasyToLeave && event.target === element.current) onClose();
  };
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onClick={clickBeside}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-inside">
        <h2 id={titleId}>{title}</h2>
        {children}
        {footer ? <div className="dialog-footer">{footer}</div> : null}
        {/* Last in the order of focus, first in sight. */}
        <button type="button" className="icon-button dialog-close" aria-label={words.close} onClick={onClose}>
          <CloseOutlined />
        </button>
      </div>
    </dialog>
  );
}
