import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Icon } from '../ui/icons';
import classes from './TutorPage.module.css';

/** The host of an address that may be opened; null for what is none. */
export function hostOf(url: string): string | null {
  try {
    const { protocol, host } = new URL(url);
    return protocol === 'https:' ? host.replace(/^www\./, '') : null;
  } catch {
    return null;
  }
}

/** Nothing of another host is loaded before the reader goes there, and they see which one it is. */
export function VideoLink({ url, name }: { readonly url: string; readonly name: string }): ReactElement | null {
  const t = useTranslations('web.tutor');
  const host = hostOf(url);
  if (host === null) return null;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" className={classes.video}>
      <Icon name="forward" size={16} />
      {t('video', { name, host })}
    </a>
  );
}
