'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import type { AccountView } from '@stoa/contracts/http/account';
import { countryText, languageText } from '@stoa/contracts/words/format';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Problem } from '../ui/Problem';
import { usePlace } from '../ui/reader';
import { AvatarField } from './AvatarField';
import { AccountFrame, Panel, PanelSkeleton } from './AccountFrame';
import { accountQueries } from './asks';
import { CountryField, CurrencyField, ZoneField } from './PlaceFields';
import { currencyText, zoneText } from './places';
import { RolesPanel } from './RolesPanel';
import { SavedField } from './SavedField';

/** Who I am here: each field saved by itself. */
export function ProfilePage(): ReactElement {
  const account = useQuery(accountQueries.account());
  return (
    <AccountFrame page="profile">
      {account.data ? (
        <>
          <Fields account={account.data} />
          <RolesPanel account={account.data} />
        </>
      ) : account.error ? (
        <Problem error={account.error} onAgain={() => void account.refetch()} />
      ) : (
        <PanelSkeleton rows={5} />
      )}
    </AccountFrame>
  );
}

const LOCALES = ['en', 'en-GB', 'en-US', 'de', 'de-DE', 'es', 'fr', 'it', 'pl', 'pt', 'uk', 'uk-UA'];

function Fields({ account }: { readonly account: AccountView }): ReactElement {
  const t = useTranslations('web.account.account');
  const { locale } = usePlace();
  const offered = useQuery({ ...accountQueries.options(), staleTime: 60_000 }).data?.currencies ?? [];
  const languages = [...new Set([...LOCALES, account.locale])].map((value) => ({
    value,
    label: languageText(value, locale),
  }));
  return (
    <Panel title={t('profile')}>
      <p className="quiet small">{t('lead')}</p>
      <AvatarField account={account} />
      <SavedField account={account} name="displayName" label={t('name')} say={(value) => value}>
        {({ value, onChange, error }) => (
          <TextInput
            label={t('name')}
            description={t('nameHelp')}
            name="name"
            autoComplete="name"
            size="md"
            maxLength={100}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            error={error}
          />
        )}
      </SavedField>
      <SavedField
        account={account}
        name="country"
        label={t('country')}
        say={(code) => (code ? countryText(code, locale) : t('none'))}
      >
        {(shown) => <CountryField {...shown} />}
      </SavedField>
      <SavedField account={account} name="zone" label={t('zone')} say={zoneText}>
        {(shown) => <ZoneField {...shown} asOf={account.asOf} />}
      </SavedField>
      <SavedField account={account} name="locale" label={t('locale')} say={(value) => languageText(value, locale)}>
        {({ value, onChange, error }) => (
          <NativeSelect
            label={t('locale')}
            description={t('localeHelp')}
            size="md"
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            data={languages}
            error={error}
          />
        )}
      </SavedField>
      <SavedField account={account} name="currency" label={t('currency')} say={(value) => currencyText(value, locale)}>
        {(shown) => <CurrencyField {...shown} offered={offered.length > 0 ? offered : [account.currency]} />}
      </SavedField>
    </Panel>
  );
}
