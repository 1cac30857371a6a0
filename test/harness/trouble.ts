/** A worker that dies around one of its activities: the answer is lost, before the effect or after it. */
import type { Activities } from '../../activities/index';

interface NextTrouble {
  readonly activity: keyof Activities;
  /** whether the effect was done when the answer was lost */
  readonly after: boolean;
  /** how often it still happens */
  left: number;
}

export class Trouble {
  /** null: all goes well */
  next: NextTrouble | null = null;

  /** The same activities, of which the one that is named fails so often. */
  readonly around = (activities: object): object =>
    Object.fromEntries(
      Object.entries(activities).map(([name, run]: [string, (input: unknown) => Promise<unknown>]) => [
        name,
        async (input: unknown) => {
          const mine = this.next?.activity === name && this.next.left > 0 ? this.next : null;
          if (mine) mine.left -= 1;
          if (mine && !mine.after) throw new Error('the worker died before it');
          const result = await run(input);
          if (mine) throw new Error('the worker died after it');
          return result;
        },
      ]),
    );
}
