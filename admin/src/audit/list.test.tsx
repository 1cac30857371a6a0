import type { AuditLineView } from '@stoa/contracts/http/audit';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { answerWith, BOOKING_ID, renderPage, type Sent } from '../testing';
import { AuditLog } from './list';

const PERSON = '0193a000-0000-7100-8000-000000000001';
const AT = '2026-11-24T16:00:00.000Z';
function buildLine(over: Partial<AuditLineView> = {}): AuditLineView {
  return {
    seq: 42,
    at: AT,
    actor: { id: BOOKING_ID, name: 'Mara Lind' },
    actingAs: 'support',
    action: 'person.view',
    subject: { kind: 'person', id: PERSON, name: 'Sofia Marques' },
    reason: null,
    details: { fields: 'email' },
    requestId: 'req-1',
    hash: 'ab'.repeat(32),
    ...over,
  };
}
const isFile = ({ path }: Sent) => path === '/staff/audit.csv';
const may = (permissions: string[]) => ({ id: BOOKING_ID, name: 'Mara', permissions, roles: ['admin'] });

async function open(lines: AuditLineView[], { at = '/audit', permissions = ['audit.read', 'audit.export'] } = {}) {
  const sent = answerWith((one) => {
    if (one.path === '/me') return { body: may(permissions) };
    return { body: isFile(one) ? 'seq\r\n42\r\n' : { items: lines, nextCursor: null, asOf: AT } };
  });
  renderPage(<AuditLog />, at, '/audit');
  await screen.findByRole('button', { name: new RegExp(`#${lines[0]?.seq ?? ''}`) });
  return sent;
}

describe('the audit log', () => {
  it('names who did what to whom, and leads to their page without opening the line', async () => {
    await open([buildLine()]);
    expect(screen.getByText('Mara Lind · support')).toBeTruthy();
    expect(screen.getByText('Looked at the page')).toBeTruthy();
    const link = screen.getByRole('link', { name: 'Sofia Marques' });
    expect(link.getAttribute('href')).toBe(`/people/${PERSON}`);
    fireEvent.click(link);
    expect(screen.queryByText('req-1')).toBeNull();
  });

  it('opens a line to its details and its place in the chain', async () => {
    await open([buildLine()]);
    fireEvent.click(screen.getByRole('button', { name: /#42/ }));
    expect(screen.getByText('fields')).toBeTruthy();
    expect(screen.getByText('req-1')).toBeTruthy();
    expect(screen.getByText('ab'.repeat(32))).toBeTruthy();
  });

  it('calls the system by its name, and what it does not know by its own', async () => {
    await open([buildLine({ actor: null, actingAs: 'system', action: 'tutor.somethingNew' })]);
    expect(screen.getByText('The system')).toBeTruthy();
    expect(screen.getByText('tutor.somethingNew')).toBeTruthy();
  });

  it('shows whose lines a link asked for, and gives that filter up again', async () => {
    const sent = await open([buildLine()], { at: `/audit?subjectId=${PERSON}&sort=at` });
    expect(Object.fromEntries(sent.find(({ path }) => path === '/staff/audit')?.query ?? [])).toEqual({
      ...{ subjectId: PERSON, sort: 'at', limit: '25' },
    });
    expect(screen.getByText('About: Sofia Marques')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Show lines about everybody'));
    await waitFor(() => expect(screen.getByTestId('address').textContent).toBe('/audit?sort=at'));
  });
});
