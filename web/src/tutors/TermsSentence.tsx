import type { TutorView } from '@stoa/contracts/http/tutors';
import { WHOLE_BPS } from '@stoa/domain/money';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { firstName } from '../ui/names';

/** The cancellation policy in one sentence, made from its rows whatever their number. */
export function TermsSentence({ tutor }: { readonly tutor: TutorView }): ReactElement {
  const t = useTranslations('web.tutor');
  const { rows, laterShareBps } = tutor.cancellation;
  const percent = (bps: number) => String(bps / 100);
  const parts = rows.map((row) =>
    row.studentShareBps === WHOLE_BPS
      ? t('termsFull', { hours: row.hoursBefore })
      : t('termsPart', { hours: row.hoursBefore, percent: percent(row.studentShareBps) }),
  );
  const later = laterShareBps === 0 ? t('termsLaterNone') : t('termsLaterPart', { percent: percent(laterShareBps) });
  return (
    <p>
      {[...parts, later].join('; ')} {t('termsBefore', { name: firstName(tutor.name) })}
    </p>
  );
}
