import { Popover } from '@mantine/core';
import type { TutorResult } from '@stoa/contracts/http/search';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Icon } from '../ui/icons';
import classes from './ResultCard.module.css';

interface Props {
  readonly name: string;
  readonly reasons: TutorResult['whyHere'];
}

/** What the order of the list saw in this tutor, in words. */
export function WhyHere({ name, reasons }: Props): ReactElement {
  const t = useTranslations('web.search');
  const words = useTranslations('search.why');
  return (
    <Popover width={260} position="bottom-start" shadow="md" trapFocus={false}>
      <Popover.Target>
        <button type="button" className={classes.why}>
          {t('why')}
          <span className="hidden"> {name}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.popover} aria-label={t('whyTitle', { name })}>
        <b>{t('whyTitle', { name })}</b>
        {reasons.length === 0 ? (
          <p className="small">{t('whyNone')}</p>
        ) : (
          <ul className={classes.reasons}>
            {reasons.map((code) => (
              <li key={code}>
                <Icon name="check" size={14} />
                {words(code)}
              </li>
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
