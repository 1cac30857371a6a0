import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { between, DAYS, type Hours, HOURS_A_DAY, painted } from './hours';

interface Stroke {
  readonly from: number;
  readonly to: number;
  /** marks, or takes marks away: whichever the first cell needs */
  readonly on: boolean;
}
interface Painting {
  /** as it looks while the mouse still draws */
  readonly shown: Hours;
  /** the one cell that the tab key reaches */
  readonly focus: number;
  readonly cellProps: (cell: number) => {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerEnter: () => void;
    readonly onClick: (event: { readonly nativeEvent: MouseEvent }) => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    readonly onFocus: () => void;
  };
}
interface Asked {
  readonly hours: Hours;
  /** rows that are shown, in their order */
  readonly rows: readonly number[];
  readonly onChange: (hours: Hours) => void;
}

const isMouse = (event: object): boolean => 'pointerType' in event && event.pointerType === 'mouse';

/** Where an arrow leads from a cell; null when the key is no way to go. */
export function stepFrom(cell: number, key: string, rows: readonly number[]): number | null {
  const [day, row] = [Math.floor(cell / HOURS_A_DAY), rows.indexOf(cell % HOURS_A_DAY)];
  const at = (toDay: number, toRow: number) =>
    Math.min(Math.max(toDay, 0), DAYS.length - 1) * HOURS_A_DAY +
    (rows[Math.min(Math.max(toRow, 0), rows.length - 1)] ?? 0);
  const ways: Readonly<Record<string, () => number>> = {
    ArrowUp: () => at(day, row - 1),
    ArrowDown: () => at(day, row + 1),
    ArrowLeft: () => at(day - 1, row),
    ArrowRight: () => at(day + 1, row),
    Home: () => at(0, row),
    End: () => at(DAYS.length - 1, row),
    PageUp: () => at(day, 0),
    PageDown: () => at(day, rows.length - 1),
  };
  return ways[key]?.() ?? null;
}

/** A week that is painted: a mouse draws over hours, a finger taps them, the keyboard walks with arrows and marks with space. */
export function usePainting({ hours, rows, onChange }: Asked): Painting {
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const [walked, setFocus] = useState<number | null>(null);
  const shown = stroke ? painted(hours, between(stroke.from, stroke.to), stroke.on) : hours;
  const latest = useRef({ shown, onChange });
  useEffect(() => {
    latest.current = { shown, onChange };
  });
  const isDrawing = stroke !== null;
  useEffect(() => {
    if (!isDrawing) return;
    // wherever the button is let go, also beside the week
    const end = () => {
      setStroke(null);
      latest.current.onChange(latest.current.shown);
    };
    window.addEventListener('pointerup', end, { once: true });
    return () => window.removeEventListener('pointerup', end);
  }, [isDrawing]);
  const toggle = (cell: number) => onChange(painted(hours, [cell], !hours.has(cell)));
  const first = [...hours].sort((a, b) => a - b).find((cell) => rows.includes(cell % HOURS_A_DAY));
  const fallback = first ?? (rows.includes(18) ? 18 : (rows[0] ?? 0));
  return {
    shown,
    focus: walked !== null && rows.includes(walked % HOURS_A_DAY) ? walked : fallback,
    cellProps: (cell) => ({
      onPointerDown: (event) => {
        if (!isMouse(event) || event.button !== 0) return;
        setStroke({ from: cell, to: cell, on: !hours.has(cell) });
      },
      onPointerEnter: () => setStroke((drawn) => drawn && { ...drawn, to: cell }),
      // a mouse has painted already
      onClick: ({ nativeEvent }) => {
        if (!isMouse(nativeEvent)) toggle(cell);
      },
      onKeyDown: (event) => {
        const to = stepFrom(cell, event.key, rows);
        if (to === null && event.key !== ' ' && event.key !== 'Enter') return;
        event.preventDefault();
        if (to === null) return toggle(cell);
        if (event.shiftKey) onChange(painted(hours, [cell, to], true));
        setFocus(to);
        event.currentTarget.closest('table')?.querySelector<HTMLElement>(`[data-cell="${to}"]`)?.focus();
      },
      onFocus: () => setFocus(cell),
    }),
  };
}
