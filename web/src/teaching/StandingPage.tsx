'use client';

import type { ApprovalView } from '@stoa/contracts/http/approvals';
import { momentText } from '@stoa/contracts/words/format';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactElement } from 'react';
import { Deadline } from '../ui/Deadline';
import { Icon, type IconName } from '../ui/icons';
import { Problem } from '../ui/Problem';
import { useReader } from '../ui/reader';
import { Bar, Skeleton } from '../ui/Skeleton';
import { Missing } from './Missing';
import { Payouts } from './Payouts';
import { teachingQueries } from './queries';
import classes from './Standing.module.css';
import { StandingActions } from './StandingActions';
import { StandingStory } from './StandingStory';
import { nextOf } from './standingWay';
import { itemHref } from './steps';
import { TeachingFrame } from './TeachingFrame';
import { Visibility } from './Visibility';

/** Where a tutor stands, what is missing, and until when an answer is promised. */
export function StandingPage(): ReactElement {
  return (
    <TeachingFrame>
      <Loaded />
    </TeachingFrame>
  );
}

function Loaded(): ReactElement {
  const t = useTranslations('web.teaching.standing');
  const approval = useQuery(teachingQueries.approval());
  return (
    <>
      <h1>{t('title')}</h1>
      {approval.data ? (
        <Standing view={approval.data} />
      ) : approval.error ? (
        <Problem error={approval.error} onAgain={() => void approval.refetch()} />
      ) : (
        <Skeleton>
          <Bar chars={24} as="lead" />
          <Bar steps={40} />
        </Skeleton>
      )}
    </>
  );
}

const LOOKS: { readonly [S in ApprovalView['state']]: readonly [tone: string, icon: IconName] } = {
  incomplete: ['waits', 'note'],
  pending_approval: ['waits', 'clock'],
  under_review: ['waits', 'clock'],
  approved: ['good', 'check'],
  rejected: ['stop', 'warn'],
  suspended: ['stop', 'pause'],
  archived: ['quiet', 'pause'],
};

function Standing({ view }: { readonly view: ApprovalView }): ReactElement {
  const t = useTranslations('web.teaching.standing');
  const [tone, icon] = LOOKS[view.state];
  return (
    <>
      <section className={classes.now} data-tone={tone}>
        <p className={classes.state}>
          <Icon name={icon} size={22} />
          {t(`state.${view.state}`)}
        </p>
        <p>{t(`next.${nextOf(view)}`)}</p>
        <Suspension view={view} />
        <Promised view={view} />
        <StandingActions view={view} />
      </section>
      {view.missing.length > 0 ? <Missing checklist={view.checklist} /> : null}
      <Verdicts view={view} />
      <div className={classes.beside}>
        <Visibility />
        <Payouts />
      </div>
      <StandingStory view={view} />
    </>
  );
}

function Suspension({ view }: { readonly view: ApprovalView }): ReactElement | null {
  const t = useTranslations('web.teaching.standing');
  const reader = useReader(view.asOf);
  const { suspension } = view;
  if (!suspension) return null;
  return (
    <p className="small">
      {t('suspension', { at: momentText(Date.parse(suspension.at), reader), reason: suspension.reason })}{' '}
      {t(`bookings.${suspension.bookings}`)}
    </p>
  );
}

/** The answer that was promised, counting down; when it is late, that is said. */
function Promised({ view }: { readonly view: ApprovalView }): ReactElement | null {
  const t = useTranslations('web.teaching.standing');
  const { review } = view;
  if (!review) return null;
  if (review.escalated) return <p className="small">{t('late')}</p>;
  const sentence = { code: 'deadline.review.tutor', values: { at: review.promisedBy } };
  return <Deadline deadline={{ at: review.promisedBy, by: 'staff', sentence }} asOf={view.asOf} />;
}

/** What was found, item by item: what to correct first, and the way to it. */
function Verdicts({ view }: { readonly view: ApprovalView }): ReactElement | null {
  const t = useTranslations('web.teaching.standing');
  // once all is good, the state says so; a list of what nobody has to change is in the way
  const isOver = view.state === 'approved' && view.verdicts.every(({ verdict }) => verdict === 'approved');
  if (view.verdicts.length === 0 || isOver) return null;
  const sorted = [...view.verdicts].sort((a, b) => Number(a.verdict === 'approved') - Number(b.verdict === 'approved'));
  return (
    <section aria-labelledby="verdicts" className={classes.part}>
      <h2 id="verdicts">{t('verdicts')}</h2>
      <ul className={classes.verdicts}>
        {sorted.map((one) => (
          <Verdict key={one.item} one={one} />
        ))}
      </ul>
    </section>
  );
}

type One = ApprovalView['verdicts'][number];
function saidOf({ verdict, current }: One): 'good' | 'change' | 'changed' {
  if (verdict === 'approved') return 'good';
  return current ? 'change' : 'changed';
}

function Verdict({ one }: { readonly one: One }): ReactElement {
  const t = useTranslations('web.teaching.standing');
  const items = useTranslations('web.teaching.profiles.item');
  const said = saidOf(one);
  return (
    <li data-verdict={one.verdict}>
      <Icon name={said === 'good' ? 'check' : 'warn'} />
      <div>
        <p>
          <b>{items(one.item === 'description' ? 'about' : one.item)}</b> <span className="quiet">{t(said)}</span>
        </p>
        {one.reason && one.reason !== 'other' ? <p className="small">{t(`reason.${one.reason}`)}</p> : null}
        {one.note ? <p className={classes.note}>{one.note}</p> : null}
      </div>
      {said === 'change' ? (
        <Link href={itemHref(one.item)} className="small">
          {t('correct')}
        </Link>
      ) : null}
    </li>
  );
}
