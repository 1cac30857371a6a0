import type { StaffPersonView } from '@stoa/contracts/http/people';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { answerWith, problem, renderPage, type Sent } from '../testing';
import { PersonShow } from './show';

const PERSON = '0193a000-0000-7100-8000-000000000001';

function buildPerson(over: Partial<StaffPersonView> = {}): StaffPersonView {
  return {
    id: PERSON,
    name: 'Sofia Marques',
    email: 'sofia@stoa.example',
    country: 'PT',
    state: 'active',
    createdAt: '2026-11-01T10:00:00.000Z',
    zone: 'Europe/Lisbon',
    locale: 'en',
    avatarUrl: null,
    roles: [{ role: 'student', grantedAt: '2026-11-01T10:00:00.000Z', grantedBy: null }],
    devices: [],
    bookings: { asStudent: 3, asTutor: 0 },
    access: [],
    audit: null,
    actions: [
      { action: 'disable', role: null, allowed: true, refusal: null },
      { action: 'impersonate', role: null, allowed: true, refusal: null },
      { action: 'grant', role: 'owner', allowed: false, refusal: 'own_account' },
    ],
    asOf: '2026-11-24T16:00:00.000Z',
    ...over,
  };
}

const isAct = ({ method }: Sent) => method === 'POST';
async function open(answer: (sent: Sent) => { status?: number; body?: unknown }) {
  const sent = answerWith((one) => (isAct(one) ? answer(one) : { body: buildPerson() }));
  renderPage(<PersonShow />, `/people/${PERSON}`, '/people/:id');
  await screen.findByRole('heading', { name: 'Sofia Marques' });
  return sent;
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const why = (text: string) => fireEvent.change(screen.getByLabelText('Reason'), { target: { value: text } });

describe('a person’s page', () => {
  it('looks once: every look is a line in the person’s own access log', async () => {
    const sent = await open(() => ({}));
    fireEvent.focus(window);
    document.dispatchEvent(new Event('visibilitychange'));
    await Promise.resolve();
    expect(sent.filter(({ path }) => path === `/staff/people/${PERSON}`)).toHaveLength(1);
  });

  it('leads from a number to the list behind it', async () => {
    await open(() => ({}));
    expect(screen.getByRole('link', { name: '3 bookings as student' }).getAttribute('href')).toBe(
      `/?personId=${PERSON}`,
    );
  });

  it('does nothing where the answer says it may not, and says why', async () => {
    await open(() => ({}));
    press('Make them owner…');
    expect(screen.queryByLabelText('Reason')).toBeNull();
    expect(screen.getByText(/Not on your own account/)).toBeTruthy();
  });

  it('closes an account with a reason, and keeps the reason when it is refused', async () => {
    const sent = await open(() => problem(409, 'role_last_holder'));
    press('Lock the account…');
    press('Lock the account');
    expect(screen.getByText('Say why, in a sentence.')).toBeTruthy();
    expect(sent.some(isAct)).toBe(false);
    why(' fraud ');
    press('Lock the account');
    await screen.findByText('Nobody else could act in that role');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Reason').value).toBe(' fraud ');
    expect(sent.find(isAct)?.body).toEqual({ reason: 'fraud' });
  });

  it('opens a view by the address that the API gives, and ends it', async () => {
    const view = {
      id: 'v-1',
      url: 'https://web.example/view-as#abc',
      endsAt: '2026-11-24T16:30:00.000Z',
      asOf: '2026-11-24T16:00:00.000Z',
    };
    const sent = await open(({ path }) => (path.endsWith('/end') ? { status: 204 } : { status: 201, body: view }));
    press('View the web app as Sofia Marques…');
    why('they see no times');
    const lengths = screen
      .getAllByRole('radio')
      .map((one) => [one.closest('label')?.textContent, (one as HTMLInputElement).checked]);
    expect(lengths).toEqual([
      ['10 minutes', true],
      ['20 minutes', false],
      ['30 minutes', false],
    ]);
    fireEvent.click(screen.getByLabelText('20 minutes'));
    press('Make the view');
    const link = await screen.findByRole('link', { name: 'Open the web app as Sofia Marques' });
    expect(link.getAttribute('href')).toBe('https://web.example/view-as#abc');
    expect(sent.find(({ path }) => path.endsWith('/impersonations'))?.body).toEqual({
      reason: 'they see no times',
      minutes: 20,
    });
    press('End the view now');
    await waitFor(() => expect(sent.at(-1)?.path).toBe('/staff/impersonations/v-1/end'));
  });
});
