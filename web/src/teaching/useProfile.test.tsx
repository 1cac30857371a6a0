import type { OwnProfileView } from '@stoa/contracts/http/profile';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { ApiProblem } from '../client/problem';
import * as sending from '../client/send';
import { renderPart } from '../ui/testing';
import { FieldSaid } from './FieldSaid';
import { keptProfile } from './keptProfile';
import { teachingKeys } from './queries';
import { useProfile } from './useProfile';

jest.mock('../client/send', () => ({ send: jest.fn() }));
jest.mock('./asks', () => ({
  teachingAsks: {
    saveProfile: (body: object, version: number) => ({ body, version }),
  },
}));

const profile = (more: Partial<OwnProfileView> = {}): OwnProfileView => ({
  version: 3,
  approval: 'incomplete',
  headline: 'Mathematics',
  description: '',
  videoUrl: null,
  languages: [],
  subjects: [],
  hourlyRate: { amountMinor: 0, currency: 'EUR' },
  trial: null,
  cancellation: 'standard',
  instantBooking: false,
  meetingUrl: null,
  photo: null,
  education: [],
  certificates: [],
  checklist: [],
  asOf: '2126-11-24T10:00:00.000Z',
  ...more,
});

/** The server: one profile, and what another tab did to it. */
let server = profile();
const versions: number[] = [];
jest.mocked(sending.send).mockImplementation((ask) => {
  const { body, version } = ask as unknown as { body: Partial<OwnProfileView>; version: number };
  return Promise.resolve().then(() => {
    versions.push(version);
    const details = { profile: server };
    if (version !== server.version)
      throw new ApiProblem({ type: '', title: '', status: 409, code: 'profile_changed', details });
    server = { ...server, ...body, version: version + 1 };
    return server;
  });
});

function Form() {
  const { data = profile() } = useQuery({ queryKey: teachingKeys.profile, queryFn: () => server, enabled: false });
  const form = useProfile(data);
  return (
    <>
      {(['headline', 'description'] as const).map((field) => (
        <div key={field}>
          <input
            aria-label={field}
            value={form.values[field]}
            onChange={(event) => form.edit({ [field]: event.currentTarget.value })}
            onBlur={() => form.leave(field)}
          />
          <FieldSaid profile={form} field={field} label={field} />
        </div>
      ))}
    </>
  );
}
const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });
const show = () =>
  renderPart(
    <QueryClientProvider client={client()}>
      <Form />
    </QueryClientProvider>,
  );
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const leave = (label: string) => fireEvent.blur(screen.getByLabelText(label));

describe('a profile that saves itself', () => {
  beforeEach(() => {
    server = profile();
    versions.length = 0;
    window.sessionStorage.clear();
  });

  it('saves two fields left in quick succession one after the other, in no conflict with each other', async () => {
    show();
    type('headline', 'Mathematics for all');
    leave('headline');
    type('description', 'One idea at a time.');
    leave('description');
    await waitFor(() => expect(screen.getAllByText('Saved')).toHaveLength(2));
    expect(versions).toEqual([3, 4]);
    expect(server).toMatchObject({ headline: 'Mathematics for all', description: 'One idea at a time.' });
  });

  it('lets another tab’s change of another field stand, without bothering anybody', async () => {
    server = profile({ version: 4, description: 'Written elsewhere.' });
    show();
    type('headline', 'Mathematics for all');
    leave('headline');
    await screen.findByText('Saved');
    expect(server).toMatchObject({ headline: 'Mathematics for all', description: 'Written elsewhere.' });
  });

  it('shows both when the same field was saved elsewhere, and overwrites nothing until the tutor says so', async () => {
    server = profile({ version: 4, headline: 'Algebra' });
    show();
    type('headline', 'Mathematics for all');
    leave('headline');
    const row = await screen.findByRole('row', { name: /headline/ });
    expect(row.textContent).toBe('headlineMathematics for allAlgebra');
    expect(server.headline).toBe('Algebra');
    fireEvent.click(screen.getByRole('button', { name: 'Save mine' }));
    await screen.findByText('Saved');
    expect(server.headline).toBe('Mathematics for all');
  });

  it('keeps what was typed through a reload, and says that it is not saved', async () => {
    const first = show();
    type('headline', 'Mathematics for all');
    expect(keptProfile.read()).toEqual({ headline: 'Mathematics for all' });
    first.unmount();
    show();
    expect(await screen.findByText('Not saved yet')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('headline').value).toBe('Mathematics for all');
    fireEvent.click(screen.getByRole('button', { name: 'Save now' }));
    await screen.findByText('Saved');
    expect(keptProfile.read()).toEqual({});
  });
});
