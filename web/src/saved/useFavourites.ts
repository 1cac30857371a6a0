'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { send } from '../client/send';
import { useMe } from '../session/useMe';
import { savedAsks } from './asks';
import { savedKeys, savedQueries } from './queries';

interface Marked {
  readonly id: string;
  readonly name: string;
}
interface Mark {
  readonly tutor: Marked;
  readonly keep: boolean;
}
const NONE: readonly string[] = [];

/** Marks are shown at once: they move neither money nor times, and one that fails is taken back. */
function useMark() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ tutor, keep }: Mark) => {
      await send<unknown>(keep ? savedAsks.keep(tutor.id) : savedAsks.letGo(tutor.id));
    },
    onMutate: async ({ tutor, keep }: Mark) => {
      await client.cancelQueries({ queryKey: savedKeys.ids });
      const before = client.getQueryData<readonly string[]>(savedKeys.ids);
      if (before)
        client.setQueryData(savedKeys.ids, [...before.filter((id) => id !== tutor.id), ...(keep ? [tutor.id] : [])]);
      return { before };
    },
    onError: (_error, _mark, context) => client.setQueryData(savedKeys.ids, context?.before),
    onSettled: () => client.invalidateQueries({ queryKey: savedKeys.favourites }),
  });
}

/** Whether a tutor is kept, and the way to change it. */
export function useFavourite(tutor: Marked) {
  const { me } = useMe();
  const { data = NONE } = useQuery({ ...savedQueries.favouriteIds(), enabled: me !== null });
  const mark = useMark();
  return {
    kept: data.includes(tutor.id),
    error: mark.error,
    toggle: () => mark.mutate({ tutor, keep: !data.includes(tutor.id) }),
  };
}

const WISH = 'stoa:wants-to-keep';

/** A stranger's heart waits in this tab until they are signed in. */
export function wishToKeep(tutor: Marked): void {
  try {
    window.sessionStorage.setItem(WISH, JSON.stringify({ id: tutor.id, name: tutor.name }));
  } catch {
    // a browser that keeps nothing loses the wish, and nothing else
  }
}

function takeWish(): Marked | null {
  try {
    const found: unknown = JSON.parse(window.sessionStorage.getItem(WISH) ?? 'null');
    window.sessionStorage.removeItem(WISH);
    const isMarked = typeof found === 'object' && found !== null && 'id' in found && 'name' in found;
    return isMarked ? { id: String(found.id), name: String(found.name) } : null;
  } catch {
    return null;
  }
}

/** Keeps whom a stranger wished to keep before they signed in. @returns the name, once it is kept */
export function useKeptWish(): string | null {
  const { me } = useMe();
  const { mutate } = useMark();
  const [name, setName] = useState<string | null>(null);
  const personId = me?.id;
  useEffect(() => {
    const wish = personId === undefined ? null : takeWish();
    if (wish) mutate({ tutor: wish, keep: true }, { onSuccess: () => setName(wish.name) });
  }, [personId, mutate]);
  return name;
}
