import { patched } from '@temporalio/workflow';

/** A change of workflow code that running bookings must not meet in the middle. */
interface Patch {
  /** ISO date of the release that brought it */
  readonly introduced: string;
  readonly workflows: readonly string[];
  /** what is different on the new side */
  readonly about: string;
  /** when no run started before it can live any more: then the old side goes, and `deprecatePatch` comes */
  readonly deprecateAfter: string;
}

/**
 * Every patch id there is. A test holds each `isPatched('…')` against it and asks for a golden history from before.
 * Nothing has been released yet, so nothing had to be patched.
 */
export const PATCHES = {} as const satisfies Readonly<Record<string, Patch>>;

/**
 * Whether this run is on the new side of a patch.
 * @public the first change of a released workflow will ask
 */
export function isPatched(id: keyof typeof PATCHES): boolean {
  return patched(id);
}
