import { MantineProvider } from '@mantine/core';
import { en } from '@stoa/contracts/words/en';
import { render, type RenderOptions, type RenderResult } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import type { ReactElement } from 'react';
import { type Place, PlaceProvider } from './reader';

const LONDON: Place = { zone: 'Europe/London', locale: 'en', known: true };

/** A part with everything a page gives it. */
export function dressed(part: ReactElement, place: Partial<Place> = {}): ReactElement {
  return (
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <MantineProvider env="test" withGlobalClasses={false} withCssVariables={false}>
        <PlaceProvider {...LONDON} {...place}>
          {part}
        </PlaceProvider>
      </MantineProvider>
    </NextIntlClientProvider>
  );
}

/** Renders a part with everything a page gives it. */
export const renderPart = (part: ReactElement, place: Partial<Place> = {}, how: RenderOptions = {}): RenderResult =>
  render(dressed(part, place), how);

/** The text as a reader gets it: hard spaces are spaces. */
export const textOf = (element: Element | null): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
