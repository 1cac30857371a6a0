/** Somebody at the sandbox's Google: a browser that keeps its cookies and follows what it is told, until it leaves. */
export class GoogleVisitor {
  private readonly cookies = new Map<string, { value: string; path: string }>();

  /**
   * Goes to Google and chooses who to be.
   * @param form what the page's button sends: `person` is a subject, `other` with name, email and verified, or `nobody`
   * @returns what the fragment brings back: code, state and iss, or error
   */
  async choose(address: string, form: Record<string, string>): Promise<Record<string, string>> {
    const page = await this.follow(new URL(address));
    if (page.left) return page.left;
    const sent = await this.ask(page.at, { method: 'POST', body: new URLSearchParams(form) });
    const next = await this.next(sent, page.at);
    if (next === null) throw new Error(`the page answered ${sent.status}`);
    const end = await this.follow(next);
    if (!end.left) throw new Error(`stayed at ${end.at.pathname}`);
    return end.left;
  }

  private async follow(start: URL): Promise<{ at: URL; left: Record<string, string> | null }> {
    const { origin } = start;
    let at = start;
    for (let hops = 0; hops < 10; hops++) {
      if (at.origin !== origin) return { at, left: Object.fromEntries(new URLSearchParams(at.hash.slice(1))) };
      const answer = await this.ask(at, { method: 'GET' });
      const next = await this.next(answer, at);
      if (next === null) {
        if (answer.status !== 200) throw new Error(`${at.pathname}: ${answer.status} ${await answer.text()}`);
        return { at, left: null };
      }
      at = next;
    }
    throw new Error('sent round in circles');
  }

  private next(answer: Response, from: URL): Promise<URL | null> {
    const location = answer.headers.get('location');
    return Promise.resolve(location === null ? null : new URL(location, from));
  }

  private async ask(at: URL, init: RequestInit): Promise<Response> {
    const mine = [...this.cookies].filter(([, { path }]) => at.pathname.startsWith(path));
    const cookie = mine.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { ...init, redirect: 'manual', headers: { cookie } });
    for (const text of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      const path = /path=([^;]+)/i.exec(text)?.[1] ?? '/';
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, { value, path });
    }
    return answer;
  }
}
