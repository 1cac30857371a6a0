import { useEffect, useRef } from 'react';

type Bindings = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Letters belong to whoever is typing, and to an open dialogue. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"]'))
    return true;
  return document.querySelector('dialog[open]') !== null;
}

/** Single keys for the page that is shown. Never with a modifier: those are the browser's. */
export function useKeys(bindings: Bindings): void {
  const current = useRef(bindings);
  useEffect(() => {
    current.current = bindings;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
      const act = current.current[event.key];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
