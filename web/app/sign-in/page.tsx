import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { safeNext } from '../../src/session/next';
import { SignInForm } from '../../src/session/SignInForm';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('web.signIn');
  return { title: t('title'), robots: { index: false } };
}

interface Props {
  readonly searchParams: Promise<{ readonly next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props): Promise<ReactElement> {
  const { next } = await searchParams;
  return <SignInForm next={safeNext(typeof next === 'string' ? next : null)} />;
}
