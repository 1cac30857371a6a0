'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { v7 } from 'uuid';
import { send } from '../client/send';
import { teachingAsks } from './asks';
import { bodyOfWish, type Wish, wishFor, wishProblemOf } from './exceptionWish';
import { teachingKeys } from './queries';

const PAUSE_MS = 350;

/** An exception being added: what it would touch, and adding it. The id belongs to the wish: sent twice, it is one. */
export function useNewException(today: string) {
  const client = useQueryClient();
  const [wish, setWish] = useState<Wish>(() => wishFor(today));
  const [isTouched, setTouched] = useState(false);
  const [id, setId] = useState(() => v7());
  const body = bodyOfWish(wish);
  const [asked] = useDebouncedValue(JSON.stringify({ ...body, reason: null }), PAUSE_MS);
  const preview = useQuery({
    queryKey: [...teachingKeys.rules, 'exception', asked],
    queryFn: ({ signal }) => send(teachingAsks.previewException(JSON.parse(asked) as typeof body), signal),
    enabled: isTouched,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const add = useMutation({
    mutationFn: () => send(teachingAsks.addException(id, body)),
    onSuccess: () => {
      setWish({ ...wishFor(wish.first), kind: wish.kind });
      setTouched(false);
      setId(v7());
      void client.invalidateQueries({ queryKey: teachingKeys.exceptions });
      void client.invalidateQueries({ queryKey: teachingKeys.explanations });
    },
  });
  const error = add.error ?? preview.error;
  return {
    wish,
    isTouched,
    preview: isTouched ? (preview.data ?? null) : null,
    add,
    problem: isTouched ? wishProblemOf(error) : null,
    /** what belongs to no field */
    error: isTouched && !wishProblemOf(error) ? error : null,
    change: (next: Wish) => {
      add.reset();
      setTouched(true);
      setWish(next);
    },
  };
}
export type NewException = ReturnType<typeof useNewException>;

/** Takes one exception away and says which. */
export function useDeleteException() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send(teachingAsks.deleteException(id)),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: teachingKeys.exceptions });
      void client.invalidateQueries({ queryKey: teachingKeys.explanations });
    },
  });
}
