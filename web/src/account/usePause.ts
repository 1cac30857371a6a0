'use client';

import { useCallback, useEffect, useState } from 'react';
import { codeOf } from '../client/problem';
import { detailOf } from './refusals';

interface Pause {
  /** whole seconds until another try is taken; 0: now */
  readonly left: number;
  /** begins the pause that a refusal asks for; other refusals ask for none */
  readonly obey: (error: unknown) => void;
}

/** The pause that the API asks for with Retry-After, counted down. It is right again after the laptop slept. */
export function usePause(): Pause {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  const obey = useCallback((error: unknown) => {
    const seconds = Number(detailOf(error, 'retryAfterSeconds'));
    if (codeOf(error) !== 'rate_limited' || !(seconds > 0)) return;
    setUntil(Date.now() + seconds * 1000);
    setLeft(Math.ceil(seconds));
  }, []);
  useEffect(() => {
    if (until === 0) return;
    const timer = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setLeft(seconds);
      if (seconds === 0) setUntil(0);
    }, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return { left, obey };
}

/** "0:42" */
export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
