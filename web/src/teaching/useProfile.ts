'use client';

import type { OwnProfileView } from '@stoa/contracts/http/profile';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Ask } from '../client/asks';
import { ApiProblem, codeOf } from '../client/problem';
import { send } from '../client/send';
import { type ProfileChanges, teachingAsks } from './asks';
import { keptProfile } from './keptProfile';
import { areTouched, fieldsChanged, type ProfileField, type ProfileValues, valuesOf } from './profileFields';
import { teachingKeys } from './queries';

/** Where a field stands between the form and the server. */
export type FieldState =
  | { readonly kind: 'unsaved' | 'saving' | 'saved' }
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'conflict'; readonly theirs: OwnProfileView };
type States = Partial<Record<ProfileField | 'certificates', FieldState>>;
type Save = (version: number) => Ask<OwnProfileView>;
const fieldsOf = (changes: ProfileChanges) => Object.keys(changes) as ProfileField[];

/** The profile as somebody else saved it meanwhile, out of the refusal; null for every other error. */
function savedElsewhere(error: unknown): OwnProfileView | null {
  if (!(error instanceof ApiProblem) || codeOf(error) !== 'profile_changed') return null;
  const profile = error.problem.details?.['profile'];
  return typeof profile === 'object' && profile !== null ? (profile as OwnProfileView) : null;
}

/**
 * The saves of one page go one after the other, each from the version that the one before gave: two fields left in quick
 * succession are no conflict with each other.
 */
function useQueue(saved: OwnProfileView) {
  const client = useQueryClient();
  const latest = useRef(saved);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    if (saved.version > latest.current.version) latest.current = saved;
  }, [saved]);
  const keep = (profile: OwnProfileView) => {
    latest.current = profile;
    client.setQueryData(teachingKeys.profile, profile);
    void client.invalidateQueries({ queryKey: teachingKeys.preview });
  };
  /** @param fields what the save touches: another tab's change of anything else does not stand in its way */
  const run = async (save: Save, fields: readonly ProfileField[]): Promise<void> => {
    const before = latest.current;
    try {
      keep(await send(save(before.version)));
    } catch (error) {
      const theirs = savedElsewhere(error);
      if (!theirs || areTouched(fields, valuesOf(before), valuesOf(theirs))) throw error;
      keep(theirs);
      keep(await send(save(theirs.version)));
    }
  };
  return {
    keep,
    run: (save: Save, fields: readonly ProfileField[]): Promise<void> => {
      const turn = line.current.then(() => run(save, fields));
      line.current = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** What was entered and is not saved yet, and where each field stands. */
function useDrafts() {
  const [drafts, setDrafts] = useState<ProfileChanges>({});
  const [states, setStates] = useState<States>({});
  const mark = (fields: readonly (keyof States)[], state: FieldState) =>
    setStates((all) => ({ ...all, ...Object.fromEntries(fields.map((field) => [field, state])) }));
  const change = (next: (all: ProfileChanges) => ProfileChanges) =>
    setDrafts((all) => {
      const left = next(all);
      keptProfile.write(left);
      return left;
    });
  useEffect(() => {
    // what the tab keeps is readable only after the first paint
    const kept = keptProfile.read();
    setDrafts(kept);
    mark(fieldsOf(kept), { kind: 'unsaved' });
  }, []);
  return {
    drafts,
    states,
    mark,
    add: (changes: ProfileChanges) => change((all) => ({ ...all, ...changes })),
    /** lets go of what was sent, unless something else was entered meanwhile */
    forget: (sent: ProfileChanges) =>
      change((all) =>
        Object.fromEntries(Object.entries(all).filter(([name, value]) => sent[name as ProfileField] !== value)),
      ),
    drop: (field: ProfileField) =>
      change((all) => Object.fromEntries(Object.entries(all).filter(([name]) => name !== field))),
    attempt: async (fields: readonly (keyof States)[], work: () => Promise<void>): Promise<boolean> => {
      mark(fields, { kind: 'saving' });
      try {
        await work();
        mark(fields, { kind: 'saved' });
        return true;
      } catch (error) {
        const theirs = savedElsewhere(error);
        mark(fields, theirs ? { kind: 'conflict', theirs } : { kind: 'refused', error });
        return false;
      }
    },
  };
}

/** The profile being filled in: each field is saved as it is left, and says so. */
export function useProfile(saved: OwnProfileView) {
  const queue = useQueue(saved);
  const { drafts, states, mark, add, forget, drop, attempt } = useDrafts();
  const save = (changes: ProfileChanges): Promise<boolean> => {
    const fields = fieldsChanged(changes, valuesOf(saved));
    if (fields.length > 0)
      return attempt(fields, async () => {
        await queue.run((version) => teachingAsks.saveProfile(changes, version), fields);
        forget(changes);
      });
    forget(changes);
    mark(fieldsOf(changes), { kind: 'saved' });
    return Promise.resolve(true);
  };
  const values: ProfileValues = { ...valuesOf(saved), ...drafts };
  return {
    saved,
    values,
    states,
    /** what the reader is typing; saved when the field is left */
    edit: (changes: ProfileChanges) => {
      add(changes);
      mark(fieldsOf(changes), { kind: 'unsaved' });
    },
    leave: (field: ProfileField) => {
      if (field in drafts) void save({ [field]: drafts[field] });
    },
    /** a choice is saved as it is made */
    choose: (changes: ProfileChanges) => {
      add(changes);
      return save(changes);
    },
    saveCertificates: (ask: Save) => attempt(['certificates'], () => queue.run(ask, [])),
    keepMine: (field: ProfileField, theirs: OwnProfileView) => {
      queue.keep(theirs);
      void save({ [field]: values[field] });
    },
    takeTheirs: (field: ProfileField, theirs: OwnProfileView) => {
      queue.keep(theirs);
      drop(field);
      mark([field], { kind: 'saved' });
    },
  };
}
export type Profile = ReturnType<typeof useProfile>;
