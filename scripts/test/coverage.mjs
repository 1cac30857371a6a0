/** Adds up the coverage of all kinds and says which room stays below what it must reach. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../setup/paths.mjs';
import { bold, red, say, table } from '../setup/progress.mjs';

/** Percent of statements per room; browsers' rooms are judged by journeys. */
const MUST = { domain: 95, contracts: 85, platform: 85, db: 85, providers: 85, api: 85, activities: 85, workflows: 85 };

/**
 * Prints the coverage of each room.
 * @param folder with one folder per kind
 * @param results of the kinds that ran: rooms are judged only when all counted kinds did
 * @returns how many rooms are too low
 */
export function coverageReport(folder, results) {
  const files = fs.existsSync(folder)
    ? fs.readdirSync(folder).map((kind) => path.join(folder, kind, 'coverage-final.json'))
    : [];
  const present = files.filter((file) => fs.existsSync(file));
  if (present.length === 0) return 0;
  const { createCoverageMap } = createRequire(createRequire(import.meta.url).resolve('jest'))('istanbul-lib-coverage');
  const map = createCoverageMap({});
  for (const counts of whatRan(present.map((file) => JSON.parse(fs.readFileSync(file, 'utf8'))))) map.merge(counts);
  const isWhole = results.filter(({ coverage }) => coverage).length === 3;
  say();
  say(bold(`Coverage of statements${isWhole ? '' : ' (some kinds did not run: not judged)'}`));
  const rows = Object.entries(MUST).map(([room, must]) => ({ room, must, ...covered(map, room) }));
  const low = rows.filter((row) => isWhole && row.all > 0 && row.percent < row.must);
  table(
    rows.map((row) => [
      row.room,
      `${row.percent.toFixed(1)} %`,
      `of ${row.must} %`,
      low.includes(row) ? red('too low') : '',
    ]),
  );
  return low.length;
}

/**
 * A file that no test of a kind loaded is listed by that kind with other places of its statements than where it ran:
 * added up, each statement would count twice, once as never reached. Where it ran somewhere, only that counts.
 */
function whatRan(kinds) {
  const ran = ({ s }) => Object.values(s).some((count) => count > 0);
  const loaded = new Set(kinds.flatMap((counts) => Object.keys(counts).filter((file) => ran(counts[file]))));
  return kinds.map((counts) =>
    Object.fromEntries(Object.entries(counts).filter(([file, own]) => ran(own) || !loaded.has(file))),
  );
}

function covered(map, room) {
  const own = map.files().filter((file) => file.startsWith(path.join(root, room) + path.sep));
  const sums = own.map((file) => map.fileCoverageFor(file).toSummary().statements);
  const all = sums.reduce((total, { total: more }) => total + more, 0);
  const hit = sums.reduce((total, { covered: more }) => total + more, 0);
  return { all, percent: all === 0 ? 100 : (100 * hit) / all };
}
