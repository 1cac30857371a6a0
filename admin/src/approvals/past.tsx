import { useOne } from '@refinedev/core';
import type { PastReviewView } from '@stoa/contracts/http/decidedReviews';
import { Link, useNavigate, useParams } from 'react-router';
import type { ProblemError } from '../refine/client';
import { useKeys } from '../shell/keys';
import { useTitle } from '../shell/title';
import { CopyId } from '../ui/CopyId';
import { Pair, Panel } from '../ui/Panel';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { When } from '../ui/When';
import { say, words } from '../words';
import { Outcome } from './Outcome';
import { DECIDED } from './question';
import { Took } from './Took';

const t = words.decided;
const { items: PARTS, reasons: REASONS } = words.approvals.checklist;
type Part = { readonly review: PastReviewView };

function Head({ review }: Part) {
  const { tutor, kind } = review;
  return (
    <header className="booking-head">
      <p className="booking-marks">
        <Outcome of={review} />
        <span>{words.approvals.list.kinds[kind]}</span>
        <CopyId id={tutor.id} what={tutor.name} />
        <Link to={`/approvals/${tutor.id}`}>{t.now}</Link>
        <Link to={`/people/${tutor.id}`}>{t.person}</Link>
      </p>
      <h1>{tutor.name}</h1>
      <p className="quiet">{t.readOnly}</p>
    </header>
  );
}

/** Who decided, when, and how that stands to what was promised. */
function Facts({ review }: Part) {
  const { decidedBy, decidedAt, submittedAt, promisedBy } = review;
  return (
    <section aria-label={t.facts}>
      <h2>{t.facts}</h2>
      <dl className="pairs">
        <Pair label={t.by}>{decidedBy ? <Link to={`/people/${decidedBy.id}`}>{decidedBy.name}</Link> : t.nobody}</Pair>
        <Pair label={t.at}>
          <When at={decidedAt} isShort />
        </Pair>
        <Pair label={t.handedIn}>
          <When at={submittedAt} isShort />
        </Pair>
        <Pair label={t.promised}>
          <When at={promisedBy} isShort />
        </Pair>
        <Pair label={t.took}>
          <Took review={review} />
        </Pair>
      </dl>
    </section>
  );
}

function Said({ title, text }: { readonly title: string; readonly text: string | null }) {
  if (text === null) return null;
  return (
    <Panel title={title}>
      <blockquote>{text}</blockquote>
    </Panel>
  );
}

function Word({ of: { verdict, reason } }: { readonly of: PastReviewView['verdicts'][number] }) {
  if (verdict === 'approved') return <span className="tone-olive">✓ {t.good}</span>;
  return (
    <span className="tone-terracotta">
      ✎ {t.change}
      {reason ? `: ${REASONS[reason]}` : ''}
    </span>
  );
}

function Verdict({ review, item }: Part & { readonly item: PastReviewView['items'][number] }) {
  const verdict = review.verdicts.find((one) => one.item === item);
  return (
    <li className="record">
      <div className="pair">
        <span>{PARTS[item]}</span>
        {verdict ? <Word of={verdict} /> : <span className="quiet">{t.notJudged}</span>}
      </div>
      {verdict?.note ? <blockquote>{verdict.note}</blockquote> : null}
      {review.changedItems.includes(item) ? <p className="fine quiet">{t.edited}</p> : null}
      {verdict && !verdict.current ? <p className="fine quiet">{t.gone}</p> : null}
    </li>
  );
}

function Verdicts({ review }: Part) {
  const { items } = review;
  return (
    <section aria-label={t.parts}>
      <h2>{t.parts}</h2>
      {items.length === 0 ? <p className="quiet">{t.noVerdicts}</p> : null}
      <ul className="plain">
        {items.map((item) => (
          <Verdict key={item} review={review} item={item} />
        ))}
      </ul>
    </section>
  );
}

/** A review that is over, to read: what came out, who said so, and why. */
export function PastReview() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { query } = useOne<PastReviewView, ProblemError>({ resource: DECIDED.resource, id, errorNotification: false });
  const review = query.data?.data;
  useTitle(review ? say(t.heading, { name: review.tutor.name }) : t.list.heading);
  useKeys({ b: () => void navigate(DECIDED.path) });
  return (
    <>
      <nav className="crumbs" aria-label={t.back}>
        <Link to={DECIDED.path}>← {t.back}</Link>
      </nav>
      {query.error ? <Problem error={query.error} onRetry={() => void query.refetch()} isPage={!review} /> : null}
      {query.isPending && !query.error ? <Skeleton shape="panel" count={10} /> : null}
      {review ? (
        <>
          <Head review={review} />
          <div className="two two-even past">
            <Verdicts review={review} />
            <div>
              <Facts review={review} />
              <Said title={t.note} text={review.note} />
              <Said title={t.appeal} text={review.appeal} />
            </div>
          </div>
        </>
      ) : null}
    </>
  );
}
