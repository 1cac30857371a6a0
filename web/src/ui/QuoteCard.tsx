'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, type ReactNode, useId } from 'react';
import { useTimeLeft } from './Deadline';
import { type Amount, Money } from './Money';
import classes from './QuoteCard.module.css';

export interface QuoteLine {
  readonly label: string;
  readonly amount: Amount;
  /** the line that the whole card is about */
  readonly total?: boolean;
}

interface Props {
  readonly title: string;
  readonly lines: readonly QuoteLine[];
  /** the rule in one sentence */
  readonly rule: string;
  /** what happens to the money when, in order */
  readonly steps?: { readonly title: string; readonly items: readonly string[] };
  readonly holds?: { readonly until: string; readonly asOf: string; readonly of: 'price' | 'amounts' };
  /** the button that repeats the amount, and what else belongs to the decision */
  readonly children?: ReactNode;
}

/** What an action does to money, before it is done: what you get, what they get, the rule, how long the offer holds. */
export function QuoteCard({ title, lines, rule, steps, holds, children }: Props): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.card}>
      <h2 id={id}>{title}</h2>
      <dl className={classes.lines}>
        {lines.map((line) => (
          <div key={line.label} data-total={line.total || undefined}>
            <dt>{line.label}</dt>
            <dd>
              <Money amount={line.amount} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.rule}>{rule}</p>
      {steps && steps.items.length > 0 ? (
        <>
          <h3 className={classes.stepsTitle}>{steps.title}</h3>
          <ol className={classes.steps}>
            {steps.items.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      ) : null}
      {children}
      {holds ? <Holds {...holds} /> : null}
    </section>
  );
}

function Holds({ until, asOf, of }: NonNullable<Props['holds']>): ReactElement {
  const t = useTranslations('web');
  const left = useTimeLeft(until, asOf);
  const time = left ?? t('countdown.clock', { m: '0', s: '00' });
  return <p className={classes.holds}>{of === 'price' ? t('book.holds', { time }) : t('act.holds', { time })}</p>;
}
