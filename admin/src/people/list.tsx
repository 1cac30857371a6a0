import { useMemo } from 'react';
import { type ListKind, optionsOf } from '../lists/kind';
import { ListPage } from '../lists/ListPage';
import { api, bodyOf } from '../refine/client';
import { When } from '../ui/When';
import { usePerson, words } from '../words';
import { AccountBadge, Roles } from './badges';
import { countryOptions } from './countries';
import { PEOPLE, type PersonRow, ROLES, STATES } from './question';

const t = words.people.list;

function kindFor(locale: string): ListKind<PersonRow> {
  return {
    question: PEOPLE,
    words: t,
    idOf: (row) => row.id,
    to: (row) => `/people/${row.id}`,
    columns: [
      { name: 'name', label: t.columns.name, cell: (row) => row.name },
      { name: 'email', label: t.columns.email, cell: (row) => row.email },
      { name: 'roles', label: t.columns.roles, cell: (row) => <Roles roles={row.roles} /> },
      { name: 'state', label: t.columns.state, cell: (row) => <AccountBadge state={row.state} /> },
      { name: 'country', label: t.columns.country, cell: (row) => row.country ?? words.nothing },
      { name: 'registered', label: t.columns.created, cell: (row) => <When at={row.createdAt} isShort /> },
    ],
    fields: [
      { name: 'role', label: t.role, options: optionsOf(ROLES, words.roles) },
      { name: 'state', label: t.state, options: optionsOf(STATES, words.people.states) },
      { name: 'country', label: t.country, options: countryOptions(locale) },
    ],
    file: {
      name: 'people',
      permission: 'person.export',
      read: (query) =>
        bodyOf<string>(api.GET('/staff/people.csv', { params: { query: query as never }, parseAs: 'text' })),
    },
  };
}

export function PeopleList() {
  const { locale } = usePerson();
  return <ListPage kind={useMemo(() => kindFor(locale), [locale])} />;
}
