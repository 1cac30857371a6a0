import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { focusRow } from '../lists/focusRow';
import { words } from '../words';
import { useKeys } from './keys';

export const FIND = '/find';

/** One box for everything: an id, a code, a name, an e-mail address. */
export function SearchBox() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const asked = pathname === FIND ? (search.get('q') ?? '') : '';
  const [draft, setDraft] = useState({ over: asked, text: asked });
  // A draft belongs to the address it was typed over: going back shows what was asked there.
  const text = draft.over === asked ? draft.text : asked;
  const input = useRef<InputRef>(null);
  useKeys({ '/': () => input.current?.focus({ cursor: 'all' }) });
  const ask = (value: string) => {
    const q = value.trim();
    // A search looks everywhere: whoever pastes an id does not expect yesterday's filter to hide it.
    if (q !== '') void navigate({ pathname: FIND, search: new URLSearchParams({ q }).toString() });
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') input.current?.blur();
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    focusRow(1);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(text);
  };
  return (
    <form role="search" className="search" onSubmit={submit}>
      <Input
        ref={input}
        value={text}
        aria-label={words.find.label}
        aria-keyshortcuts="/"
        placeholder={words.find.placeholder}
        prefix={<SearchOutlined />}
        suffix={text === '' ? <kbd aria-hidden="true">/</kbd> : null}
        allowClear
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => setDraft({ over: asked, text: event.target.value })}
        onKeyDown={leave}
      />
    </form>
  );
}
