import type { ClosingView } from '@stoa/contracts/http/closing';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Money } from '../ui/Money';

/** What has to end before an account can go. */
export function ClosingWaits({ waits }: { readonly waits: ClosingView['waits'] }): ReactElement {
  const t = useTranslations('web.closing.waits');
  return (
    <ul>
      {waits.map(({ code, count, amounts }) => (
        <li key={code}>
          {t(code, { count: count ?? 0 })} <Amounts amounts={amounts} />
        </li>
      ))}
    </ul>
  );
}

/** Amounts side by side: each in its own currency, never added up. */
export function Amounts({ amounts }: { readonly amounts: ClosingView['debts'] }): ReactElement {
  return (
    <>
      {amounts.map((amount, index) => (
        <span key={amount.currency}>
          {index > 0 ? ', ' : null}
          <Money amount={amount} />
        </span>
      ))}
    </>
  );
}
