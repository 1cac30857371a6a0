'use client';

import { type PointerEvent, useRef, useState } from 'react';
import {
  DAY,
  endMoved,
  moved,
  replaced,
  startMoved,
  stretchOf,
  WEEKDAYS,
  type WeeklyWindow,
  windowOf,
} from './weekHours';

interface Week {
  readonly windows: readonly WeeklyWindow[];
  readonly step: number;
  readonly onChange: (windows: WeeklyWindow[]) => void;
}
interface Grip {
  readonly kind: 'move' | 'start' | 'end' | 'draw';
  readonly index: number;
  readonly window: WeeklyWindow;
  /** minute of the week where the pointer went down */
  readonly at: number;
}

const USUAL_MINUTES = 60;

/** Where a pointer is, in minutes of the week. */
function minuteAt(columns: Element, { clientX, clientY }: { clientX: number; clientY: number }): number {
  const box = columns.getBoundingClientRect();
  const day = Math.floor(((clientX - box.left) / box.width) * WEEKDAYS.length);
  const minute = ((clientY - box.top) / box.height) * DAY;
  return Math.min(Math.max(day, 0), WEEKDAYS.length - 1) * DAY + Math.min(Math.max(minute, 0), DAY);
}

const CHANGES = { move: moved, start: startMoved, end: endMoved } as const;

/** From Sunday's end the pointer goes on at Monday's start: the shorter way around the week is meant. */
function nearest(by: number): number {
  const half = (DAY * WEEKDAYS.length) / 2;
  return by > half ? by - 2 * half : by < -half ? by + 2 * half : by;
}

function gripAt(event: PointerEvent, at: number, { windows, step }: Week): Grip {
  const target = event.target as Element;
  const index = Number(target.closest('[data-index]')?.getAttribute('data-index') ?? -1);
  const held = windows[index];
  const edge = target.closest('[data-edge]')?.getAttribute('data-edge');
  if (held) return { kind: edge === 'start' || edge === 'end' ? edge : 'move', index, window: held, at };
  const start = Math.floor(at / step) * step;
  return { kind: 'draw', index: windows.length, window: windowOf({ start, minutes: step }), at: start + step };
}

function changed(grip: Grip, at: number, step: number): WeeklyWindow {
  const by = Math.round(nearest(at - grip.at) / step) * step;
  return CHANGES[grip.kind === 'draw' ? 'end' : grip.kind](grip.window, by, step);
}

/** Drawing, moving and stretching with mouse or pen; what is dragged is shown at once and handed on when it is let go. */
export function useWeekDrag(week: Week) {
  const columns = useRef<HTMLDivElement>(null);
  const grip = useRef<Grip | null>(null);
  const [ghost, setGhost] = useState<{ readonly index: number; readonly window: WeeklyWindow } | null>(null);
  const { windows, step, onChange } = week;
  const withGhost = (): WeeklyWindow[] => {
    if (!ghost) return [...windows];
    return ghost.index < windows.length ? replaced(windows, ghost.index, ghost.window) : [...windows, ghost.window];
  };
  const drop = () => {
    grip.current = null;
    setGhost(null);
  };
  return {
    columns,
    shown: withGhost(),
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
        // a finger scrolls the page; on a touch screen hours are added by the button and changed in the list
        if (event.button !== 0 || event.pointerType === 'touch' || !columns.current) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = gripAt(event, minuteAt(columns.current, event), week);
      },
      onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
        if (!grip.current || !columns.current) return;
        const next = changed(grip.current, minuteAt(columns.current, event), step);
        const { start, minutes } = stretchOf(next);
        const before = stretchOf((ghost ?? grip.current).window);
        if (ghost || start !== before.start || minutes !== before.minutes || grip.current.kind === 'draw')
          setGhost({ index: grip.current.index, window: next });
      },
      onPointerUp: () => {
        const { current } = grip;
        if (ghost) onChange(withGhost());
        else if (current?.kind === 'draw') {
          const { start } = stretchOf(current.window);
          onChange([...windows, windowOf({ start, minutes: USUAL_MINUTES })]);
        }
        drop();
      },
      onPointerCancel: drop,
    },
  };
}
