import type { BaseRecord } from '@refinedev/core';
import { Button, Checkbox, Input, Select, Tag } from 'antd';
import { useId, useState } from 'react';
import { words } from '../words';
import { Days } from './Days';
import type { ListKind } from './kind';
import type { Change, Filters } from './question';

const t = words.list;

interface FieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onPick: (value: string | undefined) => void;
  readonly isRequired?: boolean;
}

function PickField({ label, value, options, onPick, isRequired = false }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={value}
        options={[...options]}
        placeholder={t.any}
        allowClear={!isRequired}
        showSearch={options.length > 12}
        optionFilterProp="label"
        popupMatchSelectWidth={false}
        onChange={(picked?: string) => onPick(picked)}
      />
    </div>
  );
}

interface TextProps {
  readonly value: string;
  readonly takes: string;
  readonly onAsk: (text: string) => void;
}

/** Words that rows contain: asked on Enter and on leaving, or every letter would be a question. */
function TextField({ value, takes, onAsk }: TextProps) {
  const id = useId();
  const [draft, setDraft] = useState({ over: value, text: value });
  const text = draft.over === value ? draft.text : value;
  const ask = (asked: string) => {
    if (asked.trim() !== value) onAsk(asked.trim());
  };
  return (
    <div className="field field-text">
      <label htmlFor={id}>{t.contains}</label>
      <Input
        id={id}
        value={text}
        placeholder={takes}
        allowClear
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setDraft({ over: value, text: event.target.value });
          if (event.target.value === '') ask('');
        }}
        onPressEnter={() => ask(text)}
        onBlur={() => ask(text)}
      />
    </div>
  );
}

interface FilterBarProps<Row extends BaseRecord> {
  readonly kind: ListKind<Row>;
  readonly filters: Filters;
  readonly rows: readonly Row[];
  readonly onChange: (change: Change) => void;
}

/** Filters that a link brought along. */
function Tags<Row extends BaseRecord>({ kind, filters, rows, onChange }: FilterBarProps<Row>) {
  return kind.tags?.map(({ name, text, remove }) => {
    const value = filters[name];
    return value ? (
      <Tag key={name} closable closeIcon={<span aria-label={remove}>×</span>} onClose={() => onChange({ [name]: '' })}>
        {text(value, rows)}
      </Tag>
    ) : null;
  });
}

function Order<Row extends BaseRecord>({ kind, filters, onChange }: FilterBarProps<Row>) {
  const { sorts } = kind.question;
  if (sorts.length === 0) return null;
  return (
    <PickField
      label={t.sort}
      value={filters.sort ?? sorts[0]}
      options={sorts.map((value) => ({ value, label: kind.words.sorts?.[value] ?? value }))}
      isRequired
      onPick={(value) => onChange({ sort: value === sorts[0] ? '' : (value ?? '') })}
    />
  );
}

export function FilterBar<Row extends BaseRecord>(props: FilterBarProps<Row>) {
  const { kind, filters, onChange } = props;
  const { accepts } = kind.question;
  // On a phone only: a desk has room for all of them.
  const [isOpen, setOpen] = useState(false);
  const isNarrowed = Object.keys(filters).some((name) => name !== 'sort' && name !== 'cursor');
  return (
    <div className={isOpen ? 'filters filters-open' : 'filters'} role="group" aria-label={t.filters}>
      <Button className="filters-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t.filters}
      </Button>
      {accepts['q'] ? (
        <TextField value={filters.q ?? ''} takes={kind.words.anything ?? t.anything} onAsk={(q) => onChange({ q })} />
      ) : null}
      {kind.fields.map(({ name, label, options }) => (
        <PickField
          key={name}
          label={label}
          value={filters[name]}
          options={options}
          onPick={(value) => onChange({ [name]: value ?? '' })}
        />
      ))}
      {kind.words.from && kind.words.to ? (
        <Days range={filters} labels={{ from: kind.words.from, to: kind.words.to }} onPick={onChange} />
      ) : null}
      <Order {...props} />
      {kind.checks?.map(({ name, label }) => (
        <Checkbox
          key={name}
          checked={filters[name] === 'true'}
          onChange={(event) => onChange({ [name]: event.target.checked ? 'true' : '' })}
        >
          {label}
        </Checkbox>
      ))}
      <Tags {...props} />
      {isNarrowed ? (
        <Button
          type="link"
          onClick={() => onChange(Object.fromEntries(Object.keys(filters).map((name) => [name, ''])))}
        >
          {t.clear}
        </Button>
      ) : null}
    </div>
  );
}
