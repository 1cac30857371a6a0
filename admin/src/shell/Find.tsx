import { useList } from '@refinedev/core';
import type { StaffBookingRow } from '@stoa/contracts/http/staff';
import { type ReactNode, useEffect } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { BOOKINGS } from '../bookings/question';
import { focusRow } from '../lists/focusRow';
import { type Question, searchFrom } from '../lists/question';
import { PEOPLE, type PersonRow } from '../people/question';
import { AccountBadge } from '../people/badges';
import type { ProblemError } from '../refine/client';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { StatusBadge } from '../ui/StatusBadge';
import { When } from '../ui/When';
import { say, words } from '../words';
import { useKeys } from './keys';
import { useTitle } from './title';

const t = words.find;
const FEW = 6;

function useFew<Row extends Record<string, unknown>>(resource: string, q: string) {
  const { query, result } = useList<Row, ProblemError>({
    resource,
    filters: [{ field: 'q', operator: 'eq', value: q }],
    pagination: { pageSize: FEW },
    queryOptions: { enabled: q !== '' },
    errorNotification: false,
  });
  return { query, rows: result.data };
}

/** An id, a code or an address that is one thing alone leads straight to it. */
function onlyOne(q: string, people: readonly PersonRow[], bookings: readonly StaffBookingRow[]): string | null {
  const asked = q.toLowerCase();
  const booking = bookings.find(({ id, code }) => id === asked || code.toLowerCase() === asked);
  if (booking) return `/bookings/${booking.id}`;
  const person = people.find(({ id, email }) => id === asked || email.toLowerCase() === asked);
  return person ? `/people/${person.id}` : null;
}

interface GroupProps {
  readonly heading: string;
  readonly question: Question;
  readonly q: string;
  readonly few: ReturnType<typeof useFew>;
  readonly children: ReactNode;
}

function Group({ heading, question, q, few, children }: GroupProps) {
  const { query, rows } = few;
  return (
    <section className="panel" aria-label={heading}>
      <h2>{heading}</h2>
      {query.error ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending && !query.error ? <Skeleton shape="rows" count={3} /> : null}
      {query.data && rows.length === 0 ? <p className="quiet">{t.none}</p> : null}
      {rows.length > 0 ? (
        <>
          <ul className="plain found">{children}</ul>
          <Link to={{ pathname: question.path, search: searchFrom(question, { q }).toString() }}>{t.all}</Link>
        </>
      ) : null}
    </section>
  );
}

function Found({ q }: { readonly q: string }) {
  const navigate = useNavigate();
  const people = useFew<PersonRow>('people', q);
  const bookings = useFew<StaffBookingRow>('bookings', q);
  const isAnswered = people.query.isFetched && bookings.query.isFetched;
  const target = isAnswered ? onlyOne(q, people.rows, bookings.rows) : null;
  useEffect(() => {
    if (target) void navigate(target, { replace: true });
  }, [target, navigate]);
  return (
    <>
      <Group heading={words.nav.people} question={PEOPLE} q={q} few={people}>
        {people.rows.map((row) => (
          <li key={row.id}>
            <Link to={`/people/${row.id}`} className="row-link">
              {row.name}
            </Link>{' '}
            <AccountBadge state={row.state} /> <span className="quiet">{row.email}</span>
          </li>
        ))}
      </Group>
      <Group heading={words.nav.bookings} question={BOOKINGS} q={q} few={bookings}>
        {bookings.rows.map((row) => (
          <li key={row.id}>
            <Link to={`/bookings/${row.id}`} className="row-link code">
              {row.code}
            </Link>{' '}
            <StatusBadge status={row.status} />{' '}
            <span className="quiet">
              {row.student.name} · {row.tutor.name} · <When at={row.startsAt} isShort />
            </span>
          </li>
        ))}
      </Group>
    </>
  );
}

/** What one box finds: people and bookings beside each other. */
export function Find() {
  const [search] = useSearchParams();
  const q = search.get('q')?.trim().slice(0, 200) ?? '';
  useTitle(t.heading);
  useKeys({ j: () => focusRow(1), k: () => focusRow(-1) });
  if (q === '')
    return (
      <EmptyState isPage title={t.heading}>
        {t.help}
      </EmptyState>
    );
  return (
    <>
      <h1>{say(t.about, { q })}</h1>
      <Found key={q} q={q} />
    </>
  );
}
