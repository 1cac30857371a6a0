import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { focusRow } from '../bookings/focusRow';
import { filtersFrom, searchFrom } from '../bookings/filters';
import { words } from '../words';
import { useKeys } from './keys';

/** One box for everything: an id, a code, a name, an e-mail address. */
export function SearchBox() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const asked = pathname === '/' ? (search.get('q') ?? '') : '';
  const [draft, setDraft] = useState({ over: asked, text: asked });
  // A draft belongs to the address it was typed over: going back shows what was asked there.
  const text = draft.over === asked ? draft.text : asked;
  const input = useRef<InputRef>(null);
  useKeys({ '/': () => input.current?.focus({ cursor: 'all' }) });
  const ask = (value: string) => {
    // A search looks everywhere: whoever pastes an id does not expect yesterday's filter to hide it.
    const kept = value === '' ? { ...filtersFrom(search), q: undefined, cursor: undefined } : { q: value.trim() };
    void navigate({ pathname: '/', search: searchFrom(kept).toString() }, { state: { jump: value !== '' } });
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
        aria-label={words.list.searchHelp}
        aria-keyshortcuts="/"
        placeholder={words.list.search}
        prefix={<SearchOutlined />}
        suffix={text === '' ? <kbd aria-hidden="true">/</kbd> : null}
        allowClear
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => {
          setDraft({ over: asked, text: event.target.value });
          if (event.target.value === '' && asked !== '') ask('');
        }}
        onKeyDown={leave}
      />
    </form>
  );
}
