import { fireEvent, screen, waitFor } from '@testing-library/react';
import { answerWith, problem, renderPage, type Sent } from '../testing';
import type { Subject } from './acts';
import { SubjectList } from './list';

const ID = '0193a000-0000-7400-8000-000000000001';
const AT = '2026-11-24T16:00:00.000Z';
const buildSubject = (over: Partial<Subject> = {}): Subject => ({
  ...{ id: ID, slug: 'portuguese', name: 'Portuguese', retiredAt: null, tutors: 3 },
  ...over,
});
const isChange = ({ method }: Sent) => method === 'POST';

async function open(answer: (sent: Sent) => { status?: number; body?: unknown }, at = '/subjects') {
  const sent = answerWith((one) =>
    isChange(one) ? answer(one) : { body: { items: [buildSubject()], nextCursor: null, asOf: AT } },
  );
  renderPage(<SubjectList />, at, '/subjects');
  await screen.findByText(/Portuguese/, { selector: 'button' });
  return sent;
}
/** By what is written on it: asking for roles takes a page of antd's a second each time. */
const press = (name: string) => fireEvent.click(screen.getAllByText(name, { selector: 'button span' }).at(-1)!);
const openRow = () => fireEvent.click(screen.getByText(/Portuguese/, { selector: 'button' }));
const name = (text: string) => fireEvent.change(screen.getByLabelText('Name'), { target: { value: text } });

describe('the catalogue of subjects', () => {
  it('adds one by a name, and keeps the name where it is there already', async () => {
    let isTaken = true;
    const sent = await open(() => (isTaken ? problem(409, 'subject_exists') : { status: 201, body: buildSubject() }));
    press('Add a subject');
    const add = () => press('Add a subject');
    add();
    expect(screen.getByText('Give it a name.')).toBeTruthy();
    name(' Galician ');
    add();
    await screen.findByRole('alert');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe(' Galician ');
    isTaken = false;
    add();
    await waitFor(() => expect(screen.queryByLabelText('Name')).toBeNull());
    expect(sent.filter(isChange).map(({ body }) => body)).toEqual([{ name: 'Galician' }, { name: 'Galician' }]);
  });

  it('says on how many profiles a new name shows before it is given', async () => {
    const sent = await open(() => ({ body: buildSubject({ name: 'European Portuguese' }) }));
    openRow();
    press('Rename…');
    expect(screen.getByText('It changes on 3 profiles at once. Its address stays.')).toBeTruthy();
    name('European Portuguese');
    press('Save');
    await waitFor(() => expect(screen.queryByLabelText('Name')).toBeNull());
    expect(sent.find(isChange)).toMatchObject({ path: `/staff/subjects/${ID}/rename` });
  });

  it('retires with a reason, and says who keeps it', async () => {
    const sent = await open(() => ({ body: buildSubject({ retiredAt: AT }) }));
    openRow();
    press('Retire…');
    expect(screen.getByText('3 profiles have it and keep it.')).toBeTruthy();
    press('Retire it');
    expect(sent.some(isChange)).toBe(false);
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'nobody asks' } });
    press('Retire it');
    await waitFor(() => expect(screen.queryByLabelText('Reason')).toBeNull());
    expect(sent.find(isChange)).toMatchObject({
      path: `/staff/subjects/${ID}/retire`,
      body: { reason: 'nobody asks' },
    });
  });

  it('asks the server for the order and the page', async () => {
    const sent = await open(() => ({}), '/subjects?state=retired&sort=-tutors&cursor=c2');
    expect(Object.fromEntries(sent[0]?.query ?? [])).toEqual({
      ...{ state: 'retired', sort: '-tutors', cursor: 'c2', limit: '25' },
    });
  });
});
