'use client';

import { Button, Modal } from '@mantine/core';
import type { BookingView } from '@stoa/contracts/http/bookings';
import type { ActionQuoteView } from '@stoa/contracts/http/quotes';
import { moneyText } from '@stoa/contracts/words/format';
import { saySentence } from '@stoa/contracts/words/sentence';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import type { Acting } from '../client/acting';
import type { Act } from '../client/asks';
import { Problem } from '../ui/Problem';
import { QuoteCard, type QuoteLine } from '../ui/QuoteCard';
import { Bar, Skeleton } from '../ui/Skeleton';
import { useReader } from '../ui/reader';
import classes from './ActDialog.module.css';
import { useAct } from './useAct';
import { firstName } from '../ui/names';

interface Props {
  readonly booking: BookingView;
  readonly action: Act;
  readonly acting: Acting;
  readonly onClose: () => void;
}

/** What the action does to money, and then the action: the quote that is shown is the quote that is sent. */
export function ActDialog({ booking, action, acting, onClose }: Props): ReactElement {
  const t = useTranslations('web.act');
  const act = useAct(booking.id, action, onClose);
  return (
    <Modal.Root opened onClose={act.working ? () => undefined : onClose} padding={0} centered>
      <Modal.Overlay />
      <Modal.Content aria-label={t(`${action}.title`)}>
        {act.quoteError ? (
          <Problem error={act.quoteError} onAgain={act.quoteAgain} />
        ) : !act.quote ? (
          <div className={classes.wait}>
            <Skeleton>
              <Bar chars={20} />
              <Bar steps={60} />
            </Skeleton>
          </div>
        ) : (
          <Quoted {...{ booking, action, acting, onClose }} act={act} quote={act.quote} />
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

interface QuotedProps extends Props {
  readonly quote: ActionQuoteView;
  readonly act: ReturnType<typeof useAct>;
}

function Quoted({ booking, action, acting, onClose, quote, act }: QuotedProps): ReactElement {
  const t = useTranslations('web.act');
  const reader = useReader(quote.asOf);
  const confirm = useConfirmText({ booking, action, acting }, quote);
  return (
    <QuoteCard
      title={t(`${action}.title`)}
      lines={useLines({ booking, action, acting }, quote)}
      rule={saySentence(quote.sentence, reader)}
      holds={{ until: quote.validUntil, asOf: quote.asOf, of: 'amounts' }}
    >
      {quote.strikes > 0 && acting === 'tutor' ? (
        <p className={classes.strike}>{t('strike', { n: quote.strikes })}</p>
      ) : null}
      {act.renewed ? (
        <p role="status" className={classes.strike}>
          {t('newQuote')}
        </p>
      ) : null}
      {act.error ? <Problem error={act.error} onAgain={act.send} again={act.working ? 'working' : 'ready'} /> : null}
      <div className={classes.buttons}>
        <Button
          size="lg"
          fullWidth
          color={action === 'accept' ? 'aegean' : 'terracotta'}
          loading={act.working}
          onClick={act.send}
          data-confirm={action}
        >
          {confirm}
        </Button>
        <Button variant="subtle" fullWidth onClick={onClose} disabled={act.working}>
          {t('keep')}
        </Button>
      </div>
    </QuoteCard>
  );
}

type Who = Pick<Props, 'booking' | 'action' | 'acting'>;

/** What I get first, what they get second. */
function useLines({ booking, action, acting }: Who, quote: ActionQuoteView): QuoteLine[] {
  const t = useTranslations('web.act');
  const [student, tutor] = [firstName(booking.student.name), firstName(booking.tutor.name)];
  const back = acting === 'student' ? t('youGetBack') : t('theyGetBack', { name: student });
  const earns = acting === 'tutor' ? t('get') : t('theyGet', { name: tutor });
  const toStudent: QuoteLine = { label: back, amount: quote.studentReceives, total: acting === 'student' };
  const toTutor: QuoteLine = { label: earns, amount: quote.tutorReceives, total: acting === 'tutor' };
  const commission = quote.commission.amountMinor > 0 ? [{ label: t('commission'), amount: quote.commission }] : [];
  const extra = quote.studentCompensation
    ? [{ label: t('compensation', { name: student }), amount: quote.studentCompensation }]
    : [];
  if (action === 'accept') return [...commission, toTutor];
  return acting === 'student'
    ? [toTutor, ...commission, ...extra, toStudent]
    : [...extra, ...commission, toStudent, toTutor];
}

/** The button repeats the amount. */
function useConfirmText({ booking, action, acting }: Who, quote: ActionQuoteView): string {
  const t = useTranslations('web.act');
  const locale = useLocale();
  const money = (amount: { amountMinor: number; currency: string }) => moneyText(amount, locale);
  const free = booking.price.amountMinor === 0;
  if (action === 'accept')
    return free ? t('accept.confirmFree') : t('accept.confirm', { amount: money(quote.tutorReceives) });
  const back = { amount: money(quote.studentReceives), name: firstName(booking.student.name) };
  const nothing = quote.studentReceives.amountMinor === 0;
  if (action === 'decline') return nothing ? t('decline.confirmFree') : t('decline.confirm', back);
  if (free || booking.state.payment === 'PENDING') return t('cancel.confirmFree');
  if (nothing) return t('cancel.confirmNone');
  return acting === 'student' ? t('cancel.confirm', back) : t('cancel.confirmOther', back);
}
