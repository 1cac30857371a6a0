'use client';

import { useCallback } from 'react';

/**
 * Takes over what stood in a field before the page came alive: typed by somebody quick, or filled in by the browser.
 * Without it the first stroke elsewhere would empty the field.
 * @param take what keeps the field's text; the same function every time
 * @returns the ref of the field
 */
export function useEnteredBefore(take: (text: string) => void): (field: HTMLInputElement | null) => void {
  return useCallback(
    (field) => {
      if (field?.value) take(field.value);
    },
    [take],
  );
}
