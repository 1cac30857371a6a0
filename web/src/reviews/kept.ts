'use client';

import { useEffect, useState } from 'react';

/** What somebody is writing. The id is minted with it, so that what is sent again after a lost answer is one review. */
export interface Draft {
  readonly id: string;
  readonly stars: number | null;
  readonly text: string;
}

const nameOf = (of: string): string => `stoa:review:${of}`;

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { id, stars, text } = value as Partial<Draft>;
  return typeof id === 'string' && typeof text === 'string' && (stars === null || typeof stars === 'number');
}

function read(of: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(nameOf(of)) ?? 'null');
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

interface Kept {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** it was sent, or let go of */
  readonly clear: () => void;
}

/** What is being written lives in the tab: a sign-in that ran out, a failure or a reload loses none of it. */
export function useDraft(of: string, from: () => Draft): Kept {
  const [draft, setDraft] = useState(from);
  useEffect(() => {
    const kept = read(of);
    // what the tab keeps is readable only after the first paint
    if (kept) setDraft(kept);
  }, [of]);
  return {
    draft,
    change(part) {
      const next = { ...draft, ...part };
      setDraft(next);
      window.sessionStorage.setItem(nameOf(of), JSON.stringify(next));
    },
    clear: () => window.sessionStorage.removeItem(nameOf(of)),
  };
}
