/**
 * Takes the pictures in docs/pictures (`npm run pictures`; names of screens after `--` take those alone). Fails when axe
 * finds something, a page reports an error, asks a stranger, is wider than its window, or a picture grows too large.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DARK, LIGHT } from '@stoa/contracts/design/tokens';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startFaces, type Faces } from './faces';
import { NOW, ZONE } from './people';
import { looksLike, shrunk } from './png';
import type { Screen } from './screen';
import { SCREENS } from './screens';

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = path.join(ROOT, 'docs/pictures');
const LARGEST_BYTES = 60_000;
const PATIENCE_MS = 20_000;
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;
const PALETTES = { light: LIGHT, dark: DARK };
const SCHEMES = ['light', 'dark'] as const;
/** The same pixels on every machine with this browser, and no call home. */
const ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-GB',
  '--disable-lcd-text',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

interface Look {
  readonly size: keyof typeof SIZES;
  readonly scheme: (typeof SCHEMES)[number];
}
interface Studio {
  readonly browser: Browser;
  readonly faces: Faces;
}
interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

async function openPage({ browser, faces }: Studio, screen: Screen, look: Look) {
  const context = await browser.newContext({
    viewport: SIZES[look.size],
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
    timezoneId: screen.zone ?? ZONE,
    locale: 'en-GB',
  });
  const base = faces.addressOf(screen);
  const prefix = screen.face === 'console' ? 'stoa_admin' : 'stoa_web';
  const cookies = screen.who
    ? [`${prefix}_at`, `${prefix}_rt`].map((name) => ({ name, value: screen.who ?? '', url: base }))
    : [];
  await context.addCookies([...cookies, { name: 'stoa_web_zone', value: screen.zone ?? ZONE, url: base }]);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.clock.setFixedTime(NOW);
  return { context, page, base };
}

/** What a reader would call broken, though it is not in the picture. */
function watch(page: Page, base: string, complaints: string[]): void {
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isOurs = url.host === new URL(base).host || !/^(https?|wss?):$/.test(url.protocol);
    if (!isOurs) complaints.push(`asks ${url.origin}`);
  });
  page.on('pageerror', (error) => complaints.push(`throws ${error.message}`));
  page.on('console', (message) => {
    const isExpected = /the server responded with a status of|Failed to load resource/.test(message.text());
    if (message.type() === 'error' && !isExpected) complaints.push(`reports ${message.text().slice(0, 200)}`);
  });
}

async function judge(page: Page): Promise<string[]> {
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    "axe.run(document, { resultTypes: ['violations'] })",
  );
  const found = violations.map(
    ({ id, impact, nodes }) =>
      `axe: ${id} (${impact ?? ''}) ${nodes.length} × ${nodes[0]?.html.slice(0, 160) ?? ''} ${nodes[0]?.failureSummary?.split('\n')[1] ?? ''}`,
  );
  return [...(wider > 0 ? [`${wider} px wider than its window`] : []), ...found];
}

async function settled(page: Page, screen: Screen): Promise<void> {
  if (screen.shows) await page.locator(screen.shows).first().waitFor();
  if (screen.act) await screen.act(page);
  if (screen.api !== 'silent') await page.waitForLoadState('networkidle');
  // the console says whether it is connected: it is, a moment later
  if (screen.api !== 'down') await page.locator('.pulse .dot-ochre').waitFor({ state: 'detached' });
  // two frames: what was decided in the first is painted in the second
  await page.evaluate(
    'document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))',
  );
  await page.mouse.move(0, 0);
}

/** An unchanged screen leaves its file as it was. */
function keep(file: string, picture: Buffer): void {
  if (existsSync(file) && looksLike(readFileSync(file), picture)) return;
  writeFileSync(file, picture);
}

async function picture(studio: Studio, screen: Screen, look: Look): Promise<string[]> {
  const { context, page, base } = await openPage(studio, screen, look);
  const complaints: string[] = [];
  // the page that tells of an error has one to tell
  if (screen.name !== 'error') watch(page, base, complaints);
  try {
    await page.goto(base + screen.path, { waitUntil: 'load' });
    await settled(page, screen);
    const shot = await page.screenshot({ fullPage: !screen.windowOnly, animations: 'disabled' });
    const file = path.join(FOLDER, `${screen.face}-${screen.name}-${look.size}-${look.scheme}.png`);
    keep(file, shrunk(shot, Object.values(PALETTES[look.scheme]), LARGEST_BYTES));
    complaints.push(...(await judge(page)));
  } catch (error) {
    complaints.push(String(error).split('\n')[0] ?? 'broke');
  } finally {
    await context.close();
  }
  return complaints.map((complaint) => `${screen.face}-${screen.name} ${look.size} ${look.scheme}: ${complaint}`);
}

function chosen(names: readonly string[]): readonly Screen[] {
  if (names.length === 0) return SCREENS;
  return SCREENS.filter(({ face, name }) => names.some((wanted) => `${face}-${name}`.startsWith(wanted)));
}

/** One screen in all its looks, two at a time: as many as a small machine has cores. */
async function pictures(studio: Studio, screen: Screen): Promise<string[]> {
  const complaints: string[] = [];
  for (const size of ['desktop', 'phone'] as const)
    complaints.push(...(await Promise.all(SCHEMES.map((scheme) => picture(studio, screen, { size, scheme })))).flat());
  for (const complaint of complaints) console.error(complaint);
  return complaints;
}

async function main(): Promise<void> {
  const screens = chosen(process.argv.slice(2));
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const studio = { faces: await startFaces(ROOT), browser: await chromium.launch({ executablePath, args: ARGS }) };
  let complaints = 0;
  try {
    for (const screen of screens) complaints += (await pictures(studio, screen)).length;
  } finally {
    await studio.browser.close();
    studio.faces.close();
  }
  console.log(`${screens.length * 4} pictures, ${complaints} complaints`);
  process.exit(complaints > 0 ? 1 : 0);
}

void main();
