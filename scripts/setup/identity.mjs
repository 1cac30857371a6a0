/** Tells one process from a later one that was given the same number. */
import fs from 'node:fs';
import { spawnSync } from 'node:child_process';

/**
 * What makes a process itself: when it began and which program it runs. Not its arguments: Redis, Postgres and Next
 * rewrite those while they run.
 * @returns { started, program }, or null when there is no such process
 */
export function identityOf(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return null;
  return fs.existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
}

/** @returns whether the process is still the one that was seen; never true for a number that was used again */
export function isAlive(pid, identity) {
  if (!identity) return false;
  const now = identityOf(pid);
  return now !== null && now.started === identity.started && now.program === identity.program;
}

function fromProc(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may itself hold spaces and parentheses: count fields from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    return { started: `${bootId()}:${fields[19]}`, program: programOf(pid) };
  } catch {
    return null;
  }
}

/** Start times count from boot: the boot belongs to them. */
function bootId() {
  return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8);
}

function programOf(pid) {
  try {
    return fs.readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '');
  } catch {
    return 'another user’s';
  }
}

function fromPs(pid) {
  const asked = spawnSync('ps', ['-o', 'lstart=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const line = (asked.stdout ?? '').trim();
  return line ? { started: line.slice(0, 24), program: line.slice(24).trim() } : null;
}
