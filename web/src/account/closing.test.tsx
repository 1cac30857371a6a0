/** Protects: nobody closes an account on what they were shown before it changed, or without a proof; nothing is lost. */
import { fireEvent, screen } from '@testing-library/react';
import { ClosingPanel } from './ClosingPanel';
import { ExportPanel } from './ExportPanel';
import { ReceiptPage } from './ReceiptPage';
import { fakeApi, refusal, renderAsking } from './testing';

const ASOF = '2326-11-25T17:00:00.000Z';
const ACCOUNT = { id: '1', hasPassword: true, asOf: ASOF };
const OPEN = {
  closing: null,
  waits: [],
  forfeits: [],
  debts: [],
  teaches: false,
  coolingOffDays: 14,
  seen: 'first',
  actions: ['ask'],
  asOf: ASOF,
};
const lesson = { code: 'lessons', count: 1, amounts: [] };
const CLOSING = { state: 'waiting', askedAt: ASOF, erasesAt: null, reviewWords: 'keep' };
const UNDER_WAY = { ...OPEN, closing: CLOSING, waits: [lesson], actions: ['withdraw'] };
const base = { 'GET /me/account': [[200, ACCOUNT]], 'GET /me/closing': [[200, OPEN]] } as const;

const openForm = async () => {
  fireEvent.click(await screen.findByRole('button', { name: 'See what it means' }));
  return screen.findByRole('dialog', { name: 'Close your account?' });
};
const prove = (password: string) => {
  fireEvent.change(screen.getByLabelText(/Present password/), { target: { value: password } });
  fireEvent.click(screen.getByRole('button', { name: 'Close my account' }));
};

describe('closing an account', () => {
  it('shows what it means, takes a proof, and says what it waits for', async () => {
    const api = fakeApi({ ...base, 'POST /me/closing': [[202, UNDER_WAY]] });
    renderAsking(<ClosingPanel />);
    expect((await openForm()).textContent).toContain('Nothing is in the way: your account is erased in 14 days.');
    fireEvent.click(screen.getByLabelText('Remove them; the stars stay'));
    prove('secret');
    expect(await screen.findByText('1 lesson to come or asked for')).toBeTruthy();
    const [sent] = api.sent.filter(({ method }) => method === 'POST');
    expect(sent?.body).toEqual({ reviewWords: 'remove', seen: 'first', currentPassword: 'secret' });
    expect(screen.getByRole('button', { name: 'Call it off' })).toBeTruthy();
  });

  // Loss prevented: a lesson booked on the phone meanwhile is given up unseen.
  it('shows what has changed and asks again, with the password still there', async () => {
    const current = { ...OPEN, waits: [lesson], seen: 'second' };
    const api = fakeApi({
      ...base,
      'POST /me/closing': [refusal(409, 'closing_changed', { details: { current } }), [202, UNDER_WAY]],
    });
    renderAsking(<ClosingPanel />);
    await openForm();
    prove('secret');
    expect(await screen.findByText('1 lesson to come or asked for')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/Present password/).value).toBe('secret');
    fireEvent.click(screen.getByRole('button', { name: 'Close my account' }));
    await screen.findByRole('button', { name: 'Call it off' });
    const seen = api.sent.filter(({ method }) => method === 'POST').map(({ body }) => (body as { seen: string }).seen);
    expect(seen).toEqual(['first', 'second']);
  });

  it('is called off on the same page', async () => {
    fakeApi({ 'GET /me/closing': [[200, UNDER_WAY]], 'POST /me/closing/withdraw': [[200, OPEN]] });
    renderAsking(<ClosingPanel />);
    fireEvent.click(await screen.findByRole('button', { name: 'Call it off' }));
    expect(await screen.findByRole('button', { name: 'See what it means' })).toBeTruthy();
  });

  it('says the refusal at the password', async () => {
    fakeApi({ ...base, 'POST /me/closing': [refusal(403, 'password_wrong')] });
    renderAsking(<ClosingPanel />);
    await openForm();
    prove('a guess');
    expect(await screen.findByText(/^That is not your present password/)).toBeTruthy();
  });
});

describe('a copy of one’s data', () => {
  it('is saved as a file by the browser', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = (blob) => `blob:${saved.push(blob as Blob)}`;
    URL.revokeObjectURL = () => undefined;
    HTMLAnchorElement.prototype.click = () => undefined;
    fakeApi({ ...base, 'POST /me/copies': [[200, { format: 'stoa-copy', version: 1, sections: {}, asOf: ASOF }]] });
    renderAsking(<ExportPanel />);
    fireEvent.click(await screen.findByRole('button', { name: 'Make a copy' }));
    fireEvent.change(screen.getByLabelText(/Present password/), { target: { value: 'secret' } });
    fireEvent.click(screen.getByRole('button', { name: 'Make and save the copy' }));
    expect(await screen.findByRole('status')).toBeTruthy();
    expect(saved).toHaveLength(1);
  });
});

describe('a receipt', () => {
  const NUMBER = 'E-74SJR10H';
  const RECEIPT = {
    number: NUMBER,
    ...{ askedAt: ASOF, issuedAt: ASOF, erasedAt: ASOF, asOf: ASOF },
    erased: { files: 3, reviewTexts: 0 },
    kept: { bookings: 18, consents: 1 },
  };
  const verify = () => {
    fireEvent.change(screen.getByLabelText(/Number/), { target: { value: ` ${NUMBER} ` } });
    fireEvent.click(screen.getByRole('button', { name: 'Verify' }));
  };

  it('says what was erased and what is kept, and on which ground', async () => {
    const address = `GET /erasure-receipts/${NUMBER}`;
    fakeApi({ [address]: [[200, RECEIPT]] });
    renderAsking(<ReceiptPage />);
    verify();
    const lines = (await screen.findByRole('status', { name: NUMBER })).textContent;
    expect(lines).toContain('3 files');
    expect(lines).toContain('18 bookings: commercial and tax law');
    expect(lines).not.toContain('reviews');
  });

  it('that is not ours is refused, with the number kept', async () => {
    fakeApi({ [`GET /erasure-receipts/${NUMBER}`]: [refusal(404, 'receipt_not_found')] });
    renderAsking(<ReceiptPage />);
    verify();
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/Number/).value).toContain(NUMBER);
  });
});
