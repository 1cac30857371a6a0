import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { ApiProblem } from '../client/problem';
import { type Carried, sendingTo } from '../client/testing';
import { keys } from '../client/queries';
import { SessionHint } from '../session/useMe';
import { renderPart, textOf } from '../ui/testing';
import { FavouriteButton } from './FavouriteButton';
import { KeptNote } from './KeptNote';
import { NameForm } from './NameForm';
import { savedKeys } from './queries';

const asked: string[] = [];
let refusal: ApiProblem | null = null;
let answering: Promise<void> = Promise.resolve();
jest.mock('../client/send', () => ({ send: (ask: never) => sendingTo(answered)(ask) }));
jest.mock('next/navigation', () => ({
  usePathname: () => '/',
  useSearchParams: () => new URLSearchParams('trial=true'),
}));
function answered(method: string, path: string, { params }: Carried): Promise<unknown> {
  asked.push(`${method} ${path.replace('{tutorId}', params?.path?.['tutorId'] ?? '')}`);
  return answering.then(() => {
    if (refusal && method !== 'GET') throw refusal;
    return { data: [] };
  });
}

const problem = (code: string, status: number) => new ApiProblem({ type: 'about:blank', title: code, status, code });
const aurelia = { id: 'a1', name: 'Aurelia' };

function show(part: ReactElement, { signedIn = true, kept = [] as string[] } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  if (signedIn) client.setQueryData(keys.me, { id: 'p1', name: 'Robin', roles: ['student'], actingAs: 'student' });
  client.setQueryData(savedKeys.ids, kept);
  renderPart(
    <QueryClientProvider client={client}>
      <SessionHint value={signedIn}>{part}</SessionHint>
    </QueryClientProvider>,
  );
  return client;
}

beforeEach(() => {
  asked.length = 0;
  refusal = null;
  answering = Promise.resolve();
  window.sessionStorage.clear();
});

describe('the heart', () => {
  it('keeps a tutor at once, and takes it back when the server refuses', async () => {
    const client = show(<FavouriteButton tutor={aurelia} />, { kept: ['b2'] });
    refusal = problem('tutor_not_found', 404);
    let answer = () => undefined as void;
    answering = new Promise((resolve) => (answer = resolve));
    fireEvent.click(screen.getByRole('button'));
    await waitFor(() => expect(client.getQueryData(savedKeys.ids)).toEqual(['b2', 'a1']));
    answer();
    await waitFor(() => expect(screen.getByRole('button').getAttribute('aria-pressed')).toBe('false'));
    expect(asked).toContain('PUT /me/favourites/a1');
    expect(screen.getByRole('alert')).toBeTruthy();
  });

  it('offers to sign in again when the sign-in is over, and loses nothing', async () => {
    show(<FavouriteButton tutor={aurelia} />);
    refusal = problem('token_expired', 401);
    fireEvent.click(screen.getByRole('button'));
    expect(await screen.findByRole('link', { name: /Sign in to keep Aurelia/ })).toBeTruthy();
  });

  it('lets go of whom it kept', async () => {
    show(<FavouriteButton tutor={aurelia} />, { kept: ['a1'] });
    expect(screen.getByRole('button').getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(screen.getByRole('button'));
    await waitFor(() => expect(asked).toContain('DELETE /me/favourites/a1'));
  });

  it('leads a stranger to sign in and back, and keeps the tutor then, once', async () => {
    show(<FavouriteButton tutor={aurelia} />, { signedIn: false });
    const link = screen.getByRole('link');
    expect(link.getAttribute('href')).toBe('/sign-in?next=%2F%3Ftrial%3Dtrue');
    link.addEventListener('click', (event) => event.preventDefault());
    fireEvent.click(link);
    expect(asked).toEqual([]);
    show(<KeptNote />);
    await waitFor(() => expect(textOf(screen.getByRole('status'))).toContain('Aurelia is in your favourites.'));
    expect(asked.filter((one) => one.startsWith('PUT'))).toEqual(['PUT /me/favourites/a1']);
    show(<KeptNote />);
    expect(asked.filter((one) => one.startsWith('PUT'))).toHaveLength(1);
  });
});

describe('the name of a saved search', () => {
  const form = (error: unknown = null) => {
    const onName = jest.fn();
    renderPart(<NameForm name="Maths" submit="Save" error={error} isSending={false} onName={onName} />);
    return onName;
  };

  it('is asked for before anything is sent', () => {
    const onName = form();
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: '  ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(onName).not.toHaveBeenCalled();
    expect(screen.getByText('Give it a name.')).toBeTruthy();
  });

  it('is refused beside its field when it is taken, and stays as it was typed', () => {
    form(problem('saved_search_name_taken', 409));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText(/You have a search of this name already/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Maths');
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Maths 2' } });
    expect(screen.queryByText(/You have a search of this name already/)).toBeNull();
  });

  it('says what to do when no more can be saved', () => {
    form(problem('saved_search_limit_reached', 409));
    expect(textOf(screen.getByRole('alert'))).toContain('Delete one, then save this one.');
    expect(screen.getByRole('link', { name: 'Your saved searches' })).toBeTruthy();
  });
});
