import { momentText } from '@stoa/contracts/words/format';
import { Button } from 'antd';
import { useState } from 'react';
import { type ListKind, optionsOf } from '../lists/kind';
import { ListPage } from '../lists/ListPage';
import { isText, oneOf, type Question } from '../lists/question';
import { say, useReader, words } from '../words';
import type { Subject } from './acts';
import { Inside } from './Inside';
import { NameDialog } from './NameDialog';

const t = words.subjects.list;
const STATES = ['offered', 'retired'] as const;

const QUESTION: Question = {
  path: '/subjects',
  resource: 'subjects',
  accepts: { q: isText, state: oneOf(STATES) },
  sorts: ['name', '-name', '-tutors', 'tutors'],
  views: { all: {}, offered: { state: 'offered' }, retired: { state: 'retired' } },
};

function State({ row }: { readonly row: Subject }) {
  const reader = useReader();
  if (row.retiredAt === null) return <span className="badge badge-olive">{t.states.offered}</span>;
  const at = momentText(Date.parse(row.retiredAt), reader);
  return <span className="badge badge-quiet">{say(t.since, { at })}</span>;
}

const KIND: ListKind<Subject> = {
  question: QUESTION,
  words: t,
  idOf: (row) => row.id,
  inside: (row) => <Inside subject={row} />,
  columns: [
    { name: 'name', label: t.columns.name, cell: (row) => row.name },
    { name: 'state', label: t.columns.state, cell: (row) => <State row={row} /> },
    { name: 'tutors', label: t.columns.tutors, cell: (row) => say(t.tutors, { n: row.tutors }) },
    { name: 'slug', label: t.columns.slug, cell: (row) => <span className="code quiet">{row.slug}</span> },
  ],
  fields: [{ name: 'state', label: t.state, options: optionsOf(STATES, t.states) }],
  file: {
    name: 'subjects',
    columns: [
      ['id', (row) => row.id],
      ['name', (row) => row.name],
      ['address', (row) => row.slug],
      ['retired_at', (row) => row.retiredAt ?? ''],
      ['tutors', (row) => row.tutors],
    ],
  },
};

export function SubjectList() {
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {words.subjects.create}
    </Button>
  );
  return (
    <>
      <ListPage kind={KIND} actions={add} />
      {isAdding ? <NameDialog subject={null} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
