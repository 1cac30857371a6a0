'use client';

import { useDebouncedValue } from '@mantine/hooks';
import type { TutorRulesBody, TutorRulesView } from '@stoa/contracts/http/hours';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem, codeOf } from '../client/problem';
import { send } from '../client/send';
import { teachingAsks } from './asks';
import { type HoursEdit, keptHours } from './keptHours';
import { teachingKeys } from './queries';
import { bodyOf, sameRules } from './rules';

const PAUSE_MS = 350;

/** What was saved elsewhere meanwhile, out of the refusal; null for every other error. */
function savedElsewhere(error: unknown): TutorRulesView | null {
  if (!(error instanceof ApiProblem) || codeOf(error) !== 'hours_changed') return null;
  const current = error.problem.details?.['current'];
  return typeof current === 'object' && current !== null ? (current as TutorRulesView) : null;
}

/** Asks what saving would mean, whenever the reader pauses. */
function usePreview(draft: TutorRulesBody, version: number, changed: boolean) {
  const [asked] = useDebouncedValue(draft, PAUSE_MS);
  const preview = useQuery({
    queryKey: [...teachingKeys.rules, 'preview', version, asked],
    queryFn: ({ signal }) => send(teachingAsks.previewRules(asked), signal),
    enabled: changed,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return {
    /** the answer about this very draft, or about the one before while the new one is asked for */
    change: changed ? (preview.data ?? null) : null,
    error: changed && asked === draft ? preview.error : null,
    isChecking: changed && (asked !== draft || preview.isFetching),
  };
}

/** The hours being edited: a draft that the tab keeps, what saving it would mean, and saving it. */
export function useHours(saved: TutorRulesView) {
  const client = useQueryClient();
  const [edit, setEdit] = useState<HoursEdit | null>(null);
  useEffect(() => {
    // what the tab keeps is readable only after the first paint
    setEdit(keptHours.read());
  }, []);
  const draft = edit?.body ?? bodyOf(saved);
  const changed = edit !== null && !sameRules(edit.body, bodyOf(saved));
  const stop = () => {
    keptHours.clear();
    setEdit(null);
  };
  const settle = (rules: TutorRulesView) => {
    stop();
    client.setQueryData(teachingKeys.rules, rules);
    void client.invalidateQueries({ queryKey: teachingKeys.explanations });
  };
  const save = useMutation({
    mutationFn: (version: number) => send(teachingAsks.saveRules(draft, version)),
    onSuccess: ({ rules }) => settle(rules),
  });
  return {
    draft,
    changed,
    preview: usePreview(draft, saved.version, changed),
    change: (part: Partial<TutorRulesBody>) => {
      if (save.isPending) return;
      // the version is the one that the first change was made from: what is saved elsewhere meanwhile must show up
      const next = { body: { ...draft, ...part }, version: edit?.version ?? saved.version };
      keptHours.write(next);
      setEdit(next);
    },
    discard: () => {
      save.reset();
      stop();
    },
    save: {
      send: () => save.mutate(edit?.version ?? saved.version),
      isPending: save.isPending,
      error: save.error,
      /** the change that was just saved */
      done: changed ? null : (save.data ?? null),
    },
    conflict: savedElsewhere(save.error),
    keepMine: (theirs: TutorRulesView) => save.mutate(theirs.version),
    takeTheirs: (theirs: TutorRulesView) => {
      save.reset();
      settle(theirs);
    },
  };
}
export type Hours = ReturnType<typeof useHours>;
