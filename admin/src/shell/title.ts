import { useEffect } from 'react';
import { words } from '../words';

/** The tab's name: what is shown first, so that many tabs can be told apart. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · ${words.title}`;
  }, [name]);
}
