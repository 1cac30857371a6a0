import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startSandbox, type TestSandbox } from '../../sandbox/testing/start';
import { createSmtpMail } from './smtp';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.drop());

const mail = {
  to: 'Ana@example.org',
  subject: 'Your lesson — Tuesday',
  text: 'See you at 18:00.\n…',
  html: '<p>See you at 18:00.</p>',
  messageId: 'booking-1.accepted@stoa.example',
};

describe('mail through SMTP', () => {
  it('arrives with its words, its reader and its one message id', async () => {
    const smtp = createSmtpMail({ url: `smtp://127.0.0.1:${sandbox.smtpPort}`, from: 'Stoa <no-reply@stoa.example>' });
    await smtp.send(mail);
    const [caught] = await sandbox.inbox.list({ to: 'ana@example.org' });
    expect(caught).toMatchObject({
      messageId: '<booking-1.accepted@stoa.example>',
      subject: 'Your lesson — Tuesday',
      recipients: ['ana@example.org'],
      html: '<p>See you at 18:00.</p>',
    });
    expect(caught?.text.trim()).toBe('See you at 18:00.\n…');
    expect(caught?.sender).toContain('no-reply@stoa.example');
  });

  it('is found by recipient and by a word, and by nothing else', async () => {
    expect(await sandbox.inbox.list({ to: 'bo@example.org' })).toEqual([]);
    expect(await sandbox.inbox.list({ search: 'TUESDAY' })).toHaveLength(1);
    expect(await sandbox.inbox.list({ search: '100%' })).toEqual([]);
    const answer = await fetch(`${sandbox.origin}/inbox.json?to=ana@example.org&q=lesson`);
    expect(await answer.json()).toMatchObject({ mails: [{ subject: 'Your lesson — Tuesday' }] });
  });

  it('is refused aloud when the server does not take it', async () => {
    const rude = createServer((socket) => socket.end('554 go away\r\n'));
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    const { port } = rude.address() as AddressInfo;
    await expect(createSmtpMail({ url: `smtp://127.0.0.1:${port}`, from: 'a@b.c' }).send(mail)).rejects.toThrow();
    await new Promise((resolve) => rude.close(resolve));
    await expect(createSmtpMail({ url: 'smtp://127.0.0.1:9', from: 'a@b.c' }).send(mail)).rejects.toThrow();
  });

  it('cannot be given more headers through an address or a subject', async () => {
    const smtp = createSmtpMail({ url: `smtp://127.0.0.1:${sandbox.smtpPort}`, from: 'a@stoa.example' });
    await smtp.send({ ...mail, to: 'kim@example.org', subject: 'Hi\r\nBcc: eve@example.org', messageId: 'm2@stoa' });
    const [caught] = await sandbox.inbox.list({ to: 'kim@example.org' });
    expect(caught?.recipients).toEqual(['kim@example.org']);
    expect(await sandbox.inbox.list({ to: 'eve@example.org' })).toEqual([]);
  });
});
