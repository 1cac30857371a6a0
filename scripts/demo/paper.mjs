/** What the terminal shows. Colours only where a terminal reads them. */
const isColoured = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : String(text));
export const bold = paint(1);
export const dim = paint(2);
export const aegean = paint(36);
export const olive = paint(32);
export const ochre = paint(33);
export const terracotta = paint(31);

const ANSI = /\u001b\[\d+m/g;
const widthOf = (text) => text.replace(ANSI, '').length;
const padTo = (text, width) => text + ' '.repeat(Math.max(0, width - widthOf(text)));
const padLeft = (text, width) => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

export const say = (line = '') => process.stdout.write(`${line}\n`);

/** Minor units as text, made of whole numbers: no float touches money. */
export function money({ amountMinor, currency }, { isSigned = false } = {}) {
  const form = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  const digits = form.resolvedOptions().maximumFractionDigits;
  const whole = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const decimal = digits === 0 ? whole : `${whole.slice(0, -digits)}.${whole.slice(-digits)}`;
  const sign = amountMinor < 0 ? '−' : isSigned && amountMinor > 0 ? '+' : '';
  return sign + form.format(decimal);
}

/** "Tue 24 Nov 18:05" in one person's zone. */
export function time(instant, zone) {
  const form = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  };
  return new Intl.DateTimeFormat('en-GB', { ...form, timeZone: zone }).format(new Date(instant)).replaceAll(',', '');
}

export function chapter(title, about) {
  say();
  say(`${aegean('▌')} ${bold(title)}  ${dim(about)}`);
}

export const line = (who, what) => say(`  ${padTo(aegean(who), 13)} ${what}`);

/** Rows under each other; numbers in the last columns stand right. */
export function columns(rows, { right = [] } = {}) {
  const widths = [];
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, widthOf(cell))));
  for (const row of rows) {
    const cells = row.map((cell, at) => (right.includes(at) ? padLeft(cell, widths[at]) : padTo(cell, widths[at])));
    say(`    ${cells.join('  ')}`.trimEnd());
  }
}
