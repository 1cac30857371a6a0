import { useInvalidate } from '@refinedev/core';
import type { RemovalRule } from '@stoa/domain/review';
import { REMOVAL_RULES } from '@stoa/domain/review';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { optionsOf } from '../lists/kind';
import { api, bodyOf } from '../refine/client';
import { useAct } from '../refine/useAct';
import { announce } from '../ui/announce';
import { ReasonDialog } from '../ui/ReasonDialog';
import { When } from '../ui/When';
import { say, words } from '../words';
import type { ReviewRow } from './row';

const t = words.reviews;
interface Judged {
  readonly reason: string;
  /** null: it stands */
  readonly rule: RemovalRule | null;
}

function judge(reviewId: string, { rule, reason }: Judged): Promise<unknown> {
  const params = { path: { reviewId } };
  return bodyOf(
    rule === null
      ? api.POST('/staff/reviews/{reviewId}/dismiss', { params, body: { reason } })
      : api.POST('/staff/reviews/{reviewId}/remove', { params, body: { rule, reason } }),
  );
}

function Reports({ review }: { readonly review: ReviewRow }) {
  if (review.reports.length === 0) return null;
  return (
    <>
      <h2>{t.reports}</h2>
      <ul className="plain">
        {review.reports.map((report) => (
          <li key={`${report.reporterId}${report.at}`} className="record">
            {report.rule ? <p>{t.rules[report.rule]}</p> : null}
            {report.reason ? <blockquote>{report.reason}</blockquote> : null}
            <p className="fine quiet">
              <When at={report.at} isShort /> · <Link to={`/people/${report.reporterId}`}>{t.reporter}</Link>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The review as others read it, what was said against it, and where it comes from. */
function Reading({ review }: { readonly review: ReviewRow }) {
  return (
    <>
      {review.removedUnder ? (
        <p className="notice tone-terracotta">{say(t.removedUnder, { rule: t.rules[review.removedUnder] })}</p>
      ) : null}
      {review.text ? <div className="prose">{review.text}</div> : null}
      {review.reply ? (
        <>
          <h2>{t.reply}</h2>
          <blockquote>{review.reply.text}</blockquote>
        </>
      ) : null}
      {review.published ? null : <p className="quiet fine">{t.blind}</p>}
      <Reports review={review} />
      <p className="steps fine">
        <Link to={`/bookings/${review.bookingId}`}>{t.booking}</Link>
        <Link to={`/people/${review.authorId}`}>{t.author}</Link>
        <Link to={`/people/${review.aboutId}`}>{t.about}</Link>
      </p>
    </>
  );
}

interface RuleProps {
  readonly rule: RemovalRule | null;
  readonly onPick: (rule: RemovalRule) => void;
}

function Rule({ rule, onPick }: RuleProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t.rule}</label>
      <Select<RemovalRule>
        id={id}
        value={rule}
        aria-describedby={`${id}-help`}
        options={optionsOf(REMOVAL_RULES, t.rules)}
        getPopupContainer={(select: HTMLElement) => select.parentElement ?? document.body}
        onChange={onPick}
      />
      <span id={`${id}-help`} className="fine quiet">
        {t.ruleHelp}
      </span>
    </div>
  );
}

type Asking = 'remove' | 'dismiss' | null;

export function Inside({ review }: { readonly review: ReviewRow }) {
  const invalidate = useInvalidate();
  const [asking, setAsking] = useState<Asking>(null);
  const [rule, setRule] = useState<RemovalRule | null>(null);
  const refresh = () => void invalidate({ resource: 'reviews', invalidates: ['list'] });
  const act = useAct<Judged, unknown>({
    send: (judged) => judge(review.id, judged),
    onDone(_answer, judged) {
      setAsking(null);
      announce(judged.rule === null ? t.dismissed : t.removed);
      refresh();
    },
    onRefused: refresh,
  });
  const isRemoving = asking === 'remove';
  const ask = (what: Asking) => {
    act.reset();
    setAsking(what);
  };
  return (
    <div className="inside">
      <Reading review={review} />
      {review.removedUnder ? null : (
        <div className="steps">
          {review.reports.length > 0 ? <Button onClick={() => ask('dismiss')}>{t.dismiss}</Button> : null}
          <Button danger onClick={() => ask('remove')}>
            {t.remove}
          </Button>
        </div>
      )}
      {asking ? (
        <ReasonDialog
          title={isRemoving ? t.removeTitle : t.dismissTitle}
          consequences={isRemoving ? t.removeMeans : t.dismissMeans}
          reasonHelp={words.reason.forAudit}
          confirm={isRemoving ? t.removeConfirm : t.dismissConfirm}
          isDangerous={isRemoving}
          isBlocked={isRemoving && rule === null}
          isWorking={act.isPending}
          failure={act.error}
          onConfirm={(reason) => act.mutate({ reason, rule: isRemoving ? rule : null })}
          onClose={() => setAsking(null)}
        >
          {isRemoving ? <Rule rule={rule} onPick={setRule} /> : null}
        </ReasonDialog>
      ) : null}
    </div>
  );
}
