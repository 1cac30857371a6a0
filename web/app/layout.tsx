import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/fraunces/wght.css';
import '../src/ui/mantine';
import '../src/ui/global.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import { DARK, LIGHT } from '@stoa/contracts/design/tokens';
import type { Metadata, Viewport } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement, ReactNode } from 'react';
import { queries } from '../src/client/queries';
import { currentMe, hasSession, prefetched, readerZone } from '../src/client/server';
import { Providers } from '../src/ui/Providers';
import { Shell } from '../src/ui/Shell';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.site');
  return {
    title: { default: t('name'), template: t('title', { page: '%s' }) },
    description: t('about'),
    robots: { index: true },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: LIGHT.ground },
    { media: '(prefers-color-scheme: dark)', color: DARK.ground },
  ],
};

export default async function Layout({ children }: { readonly children: ReactNode }): Promise<ReactElement> {
  const me = await currentMe();
  const state = me ? await prefetched({ ...queries.me(), data: me }) : null;
  return (
    <html lang="en-GB" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
      </head>
      <body>
        <Providers session={await hasSession()} zone={await readerZone()} state={state}>
          <Shell>{children}</Shell>
        </Providers>
      </body>
    </html>
  );
}
