import { DISPUTES, OUTCOMES, PAYMENTS, SESSIONS } from '@stoa/domain/booking';
import { Button, Checkbox, Select, Tag } from 'antd';
import { useId, useState } from 'react';
import { say, words } from '../words';
import { Days } from './Days';
import { type BookingFilters, SORTS } from './filters';

const t = words.list;
type Change = Partial<Record<keyof BookingFilters, string>>;

interface FilterBarProps {
  readonly filters: BookingFilters;
  /** the name behind `personId`, when a row tells it */
  readonly personName: string | null;
  readonly onChange: (change: Change) => void;
}

const FIELDS = [
  ['session', SESSIONS],
  ['outcome', OUTCOMES],
  ['payment', PAYMENTS],
  ['dispute', DISPUTES],
] as const;

/** The values as the database and the documents write them, only quieter to read. */
const readable = (value: string): string => value.toLowerCase().replaceAll('_', ' ');

interface FieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onPick: (value: string | undefined) => void;
  readonly isRequired?: boolean;
}

function Field({ label, value, options, onPick, isRequired = false }: FieldProps) {
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
        popupMatchSelectWidth={false}
        onChange={(picked?: string) => onPick(picked)}
      />
    </div>
  );
}

export function FilterBar({ filters, personName, onChange }: FilterBarProps) {
  const { sort } = filters;
  // On a phone only: a desk has room for all of them.
  const [isOpen, setOpen] = useState(false);
  const isNarrowed = Object.keys(filters).some((name) => name !== 'sort' && name !== 'cursor');
  const sortOptions = SORTS.map((value) => ({ value, label: t.sorts[value] }));
  return (
    <div className={isOpen ? 'filters filters-open' : 'filters'} role="group" aria-label={t.filters}>
      <Button className="filters-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t.filters}
      </Button>
      {FIELDS.map(([name, values]) => (
        <Field
          key={name}
          label={t[name]}
          value={filters[name]}
          options={values.map((value) => ({ value, label: readable(value) }))}
          onPick={(value) => onChange({ [name]: value ?? '' })}
        />
      ))}
      <Days range={filters} onPick={onChange} />
      <Field
        label={t.sort}
        value={sort ?? SORTS[0]}
        options={sortOptions}
        isRequired
        onPick={(value) => onChange({ sort: value === SORTS[0] ? '' : (value ?? '') })}
      />
      <Checkbox
        checked={filters.needsAttention === 'true'}
        onChange={(event) => onChange({ needsAttention: event.target.checked ? 'true' : '' })}
      >
        {t.needsAttention}
      </Checkbox>
      {filters.personId ? (
        <Tag closable closeIcon={<span aria-label={t.removePerson}>×</span>} onClose={() => onChange({ personId: '' })}>
          {say(t.person, { name: personName ?? filters.personId.slice(0, 8) })}
        </Tag>
      ) : null}
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
