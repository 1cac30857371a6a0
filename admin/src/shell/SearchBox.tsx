import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { filtersFrom, searchFrom } from '../bookings/filters';
import { words } from '../words';
import { useKeys } from './keys';

/** One box for everything: an id, a code, a name, an e-mail address. */
export function SearchBox() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const asked = pathname === '/' ? (search.get('q') ?? '') : '';
  const [text, setText] = useState(asked);
  const input = useRef<InputRef>(null);
  useEffect(() => setText(asked), [asked]);
  useKeys({ '/': () => input.current?.focus({ cursor: 'all' }) });
  const ask = (value: string) => {
    // A search looks everywhere: whoever pastes an id does not expect yesterday's filter to hide it.
    const kept = value === '' ? { ...filtersFrom(search), q: undefined, cursor: undefined } : { q: value.trim() };
    void navigate({ pathname: '/', search: searchFrom(kept).toString() }, { state: { jump: value !== '' } });
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
          setText(event.target.value);
          if (event.target.value === '' && asked !== '') ask('');
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') input.current?.blur();
        }}
      />
    </form>
  );
}
