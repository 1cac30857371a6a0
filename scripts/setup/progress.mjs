/** What the terminal shows: one line per step with its elapsed time, and a sign of life on long ones. */
const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
export const dim = (text) => paint(2, text);
export const bold = (text) => paint(1, text);
export const red = (text) => paint(31, text);
export const green = (text) => paint(32, text);

// A closed terminal takes no more lines; whoever reports to it still has to stop what it started.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** Something a person has to do before set-up can go on; shown without a stack. */
export class Refusal extends Error {
  name = 'Refusal';
}

export function say(line = '') {
  process.stdout.write(`${line}\n`);
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Runs one step and prints its line: name, what was chosen or done, elapsed time.
 * @param name what the step is about
 * @param work gets `note(text)`, which says what is going on; its result's `about` (or a string) ends the line
 */
export async function step(name, work) {
  const began = Date.now();
  let doing = '';
  let shown = 0;
  const beat = setInterval(() => {
    const elapsed = Date.now() - began;
    if (elapsed - shown < (shown === 0 ? 2000 : 10_000)) return;
    shown = elapsed;
    say(`${dim('  …')} ${name.padEnd(18)} ${dim(`${doing || 'working'}, ${seconds(elapsed)} so far`)}`);
  }, 500);
  try {
    const result = await work((text) => (doing = text));
    const about = typeof result === 'string' ? result : (result?.about ?? '');
    say(`${green('  ✔')} ${name.padEnd(18)} ${about} ${dim(seconds(Date.now() - began))}`);
    return result;
  } catch (error) {
    say(`${red('  ✘')} ${name.padEnd(18)} ${dim(seconds(Date.now() - began))}`);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/** Prints rows in columns. */
export function table(rows) {
  const widths = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, String(cell).length)));
  for (const row of rows) say(`  ${row.map((cell, i) => String(cell).padEnd(widths[i])).join('  ')}`.trimEnd());
}

/** Ends a script: a refusal as its sentence, anything else with its stack. */
export function fail(error) {
  process.exitCode = 1;
  say();
  // what another program said is in the message; our own frames would only hide it
  if (error instanceof Refusal || error?.output !== undefined) say(red(error.message));
  else say(red(error instanceof Error ? (error.stack ?? error.message) : String(error)));
}
