import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { PersonRow } from '../people/question';
import { answerWith, BOOKING_ID, buildRow, problem, renderPage } from '../testing';
import { Find } from './Find';
import { SearchBox } from './SearchBox';

const AT = '2026-11-24T16:00:00.000Z';
const PERSON: PersonRow = {
  id: '0193a000-0000-7100-8000-000000000001',
  name: 'Sofia Marques',
  email: 'sofia@stoa.example',
  country: 'PT',
  roles: ['student'],
  state: 'active',
  createdAt: AT,
};
const address = () => screen.getByTestId('address').textContent;

/** A house that answers every question with these. */
function find(q: string, people: readonly PersonRow[], bookings = [buildRow()]) {
  const sent = answerWith(({ path }) => ({
    body: { items: path === '/staff/people' ? people : bookings, nextCursor: null, asOf: AT },
  }));
  renderPage(<Find />, `/find?${new URLSearchParams({ q }).toString()}`, '/find');
  return sent;
}

describe('the one search box', () => {
  it('asks people and bookings at once, with the whole of what was pasted', async () => {
    const sent = find('sof', [PERSON]);
    await screen.findByRole('link', { name: 'Sofia Marques' });
    expect(screen.getByRole('link', { name: 'B-7KX4M2Q5' })).toBeTruthy();
    expect(sent.map(({ path, query }) => [path, query.get('q')])).toEqual([
      ['/staff/people', 'sof'],
      ['/staff/bookings', 'sof'],
    ]);
    expect(screen.getAllByRole('link', { name: 'Show all in the list' })[0]?.getAttribute('href')).toBe(
      '/people?q=sof',
    );
  });

  it.each([
    ['a booking’s code, in any case', 'b-7kx4m2q5', `/bookings/${BOOKING_ID}`],
    ['a booking’s id', BOOKING_ID, `/bookings/${BOOKING_ID}`],
    ['an e-mail address', 'Sofia@Stoa.example', `/people/${PERSON.id}`],
    ['a person’s id', PERSON.id, `/people/${PERSON.id}`],
  ])('leads straight to what %s names alone', async (_what, q, path) => {
    find(q, [PERSON]);
    await waitFor(() => expect(address()).toBe(path));
  });

  it('stays where a part of a name could be several', async () => {
    find('Sofia', [PERSON, { ...PERSON, id: BOOKING_ID, name: 'Sofia Reis', email: 's@stoa.example' }]);
    await screen.findByRole('link', { name: 'Sofia Reis' });
    expect(address()).toBe('/find?q=Sofia');
  });

  it('says of each kind that nothing is there, and of each what failed, without losing the other', async () => {
    answerWith(({ path }) =>
      path === '/staff/people' ? problem(500, 'internal') : { body: { items: [], nextCursor: null, asOf: AT } },
    );
    renderPage(<Find />, '/find?q=nobody', '/find');
    await screen.findByRole('alert');
    expect(screen.getByText('None here.')).toBeTruthy();
  });

  it('is reached by a slash, and searches everywhere whatever the list was narrowed to', () => {
    renderPage(<SearchBox />, '/people?role=tutor', '*');
    fireEvent.keyDown(document.body, { key: '/' });
    const box = screen.getByLabelText('Find people and bookings by id, code, name or e-mail');
    expect(document.activeElement).toBe(box);
    fireEvent.change(box, { target: { value: ' B-7KX4M2Q5 ' } });
    fireEvent.submit(box.closest('form') as HTMLElement);
    expect(address()).toBe('/find?q=B-7KX4M2Q5');
  });
});
