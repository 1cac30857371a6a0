'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { AddressField } from './AboutStep';
import classes from './Profile.module.css';
import type { Profile } from './useProfile';

/** Where lessons happen, and the ways to hours and account, which are kept elsewhere. */
export function PlaceStep({ profile }: { readonly profile: Profile }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  return (
    <div className={classes.fields}>
      <AddressField profile={profile} field="meetingUrl" label={t('meeting.label')} help={t('meeting.help')} />
      <Elsewhere name="hours" href="/teaching/hours" />
      <Elsewhere name="country" href="/account" />
    </div>
  );
}

function Elsewhere({ name, href }: { readonly name: 'hours' | 'country'; readonly href: string }): ReactElement {
  const t = useTranslations('web.teaching.profiles');
  return (
    <div className={classes.elsewhere}>
      <div>
        <p className={classes.label}>{t(`${name}.label`)}</p>
        <p className="small quiet">{t(`${name}.help`)}</p>
      </div>
      <Button variant="default" size="sm" component={Link} href={href} prefetch={false}>
        {t(`${name}.go`)}
      </Button>
    </div>
  );
}
