/** A person at a real browser, and everything about their pages that must not happen. */
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import type { Login } from '../harness/person';

const PATIENCE_MS = 30_000;
const ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  return chromium.launch({ args: ARGS, ...(executablePath ? { executablePath } : { channel: 'chromium' }) });
}

/** Asking who one is, before signing in, is answered with no: browsers report that as an error of their own. */
const isFirstQuestion = (url: string): boolean => /\/api\/v1\/(me|session\/refresh)$/.test(url);

export class Visitor {
  /** hosts outside of the town, errors of pages and errors on the console */
  readonly complaints: string[] = [];
  /** refusals that the story asks for */
  readonly #forgiven: RegExp[] = [];

  private constructor(
    readonly page: Page,
    hosts: ReadonlySet<string>,
  ) {
    page.on('request', (request) => {
      const { host, protocol } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && !hosts.has(host)) this.complaints.push(`asked ${host}`);
    });
    page.on('websocket', (socket) => {
      const { host } = new URL(socket.url());
      if (!hosts.has(host)) this.complaints.push(`opened a socket to ${host}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`threw ${error.message}`));
    page.on('console', (message) => {
      const { url } = message.location();
      if (message.type() === 'error' && !isFirstQuestion(url) && !this.#forgiven.some((one) => one.test(url)))
        this.complaints.push(`reported ${message.text()} ${message.location().url}`);
    });
  }

  static async arrive(
    browser: Browser,
    from: { addresses: Readonly<Record<string, string>>; zone: string },
  ): Promise<Visitor> {
    const context = await browser.newContext({ timezoneId: from.zone, locale: 'en-GB', reducedMotion: 'reduce' });
    context.setDefaultTimeout(PATIENCE_MS);
    const hosts = new Set(Object.values(from.addresses).map((address) => new URL(address).host));
    return new Visitor(await context.newPage(), hosts);
  }

  /** Signs in through the form and resolves on the page that was wanted. */
  async signIn(origin: string, login: Login, wanted = '/'): Promise<void> {
    const next = origin.includes('sign-in') ? origin : `${origin}/sign-in?next=${encodeURIComponent(wanted)}`;
    await this.page.goto(next);
    await this.enter(login);
  }

  /** Fills in the sign-in form that is on screen and resolves on the page that it leads to. */
  async enter(login: Login): Promise<void> {
    await this.page.locator('input[name=email]').fill(login.email);
    await this.page.locator('input[name=password]').fill(login.password);
    await this.page.locator('button[type=submit]').click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await this.page.locator('h1').first().waitFor();
  }

  /** The story asks for a refusal at these addresses: browsers report every refusal as an error of their own. */
  forgive(address: RegExp): void {
    this.#forgiven.push(address);
  }

  /** From here on a reload would be noticed: what changes must have changed by itself. */
  async staysOnThisPage(): Promise<() => Promise<boolean>> {
    await this.page.evaluate('globalThis.isTheSamePage = true');
    return () => this.page.evaluate<boolean>('globalThis.isTheSamePage === true');
  }

  sees(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
}
