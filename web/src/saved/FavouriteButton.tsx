'use client';

import { useTranslations } from 'next-intl';
import { usePathname, useSearchParams } from 'next/navigation';
import type { ReactElement } from 'react';
import { isSignedOut } from '../client/problem';
import { useMe } from '../session/useMe';
import { Icon } from '../ui/icons';
import { useProblemText } from '../ui/problemText';
import classes from './FavouriteButton.module.css';
import { useFavourite, wishToKeep } from './useFavourites';

interface Props {
  readonly tutor: { readonly id: string; readonly name: string };
}

/** Keeps a tutor, or lets them go. A stranger signs in first, comes back here, and finds the tutor kept. */
export function FavouriteButton({ tutor }: Props): ReactElement {
  const { me, pending } = useMe();
  return me || pending ? <Heart tutor={tutor} waits={pending} /> : <StrangersHeart tutor={tutor} />;
}

function Heart({ tutor, waits }: Props & { readonly waits: boolean }): ReactElement {
  const t = useTranslations('web.saved');
  const { kept, error, toggle } = useFavourite(tutor);
  const refused = useProblemText(error);
  if (isSignedOut(error)) return <StrangersHeart tutor={tutor} />;
  return (
    <>
      <button type="button" className={classes.heart} aria-pressed={kept} disabled={waits} onClick={toggle}>
        <Icon name="heart" size={20} />
        <span aria-hidden="true">{kept ? t('kept') : t('keep')}</span>
        <span className="hidden">{t('add', { name: tutor.name })}</span>
      </button>
      {error ? (
        <span role="alert" className={classes.refused}>
          {refused.title}
        </span>
      ) : null}
    </>
  );
}

function StrangersHeart({ tutor }: Props): ReactElement {
  const t = useTranslations('web.saved');
  const [path, search] = [usePathname(), useSearchParams().toString()];
  const here = search === '' ? path : `${path}?${search}`;
  return (
    <a className={classes.heart} href={`/sign-in?next=${encodeURIComponent(here)}`} onClick={() => wishToKeep(tutor)}>
      <Icon name="heart" size={20} />
      <span aria-hidden="true">{t('keep')}</span>
      <span className="hidden">{t('signIn', { name: tutor.name })}</span>
    </a>
  );
}
