/** A stretch of time, epoch ms: `startsAt` belongs to it, `endsAt` does not. */
export interface Interval {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** The union of stretches: in order, apart from each other, empty ones left out. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((one) => one.startsAt < one.endsAt).sort((a, b) => a.startsAt - b.startsAt);
  const merged: Interval[] = [];
  for (const one of sorted) {
    const last = merged.at(-1);
    if (last === undefined || one.startsAt > last.endsAt) merged.push(one);
    else if (one.endsAt > last.endsAt) merged[merged.length - 1] = { startsAt: last.startsAt, endsAt: one.endsAt };
  }
  return merged;
}

/** The first of the united stretches that ends after an instant; undefined where none does. */
function firstEndingAfter(united: readonly Interval[], at: number): Interval | undefined {
  let low = 0;
  let high = united.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((united[middle]?.endsAt ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return united[low];
}

/** Whether one of the united stretches holds all of [startsAt, endsAt). @param united made by `union` */
export function holds(united: readonly Interval[], startsAt: number, endsAt: number): boolean {
  const found = firstEndingAfter(united, startsAt);
  return found !== undefined && found.startsAt <= startsAt && endsAt <= found.endsAt;
}

/** Whether one of the united stretches meets [startsAt, endsAt). @param united made by `union` */
export function meets(united: readonly Interval[], startsAt: number, endsAt: number): boolean {
  const found = firstEndingAfter(united, startsAt);
  return found !== undefined && found.startsAt < endsAt;
}
