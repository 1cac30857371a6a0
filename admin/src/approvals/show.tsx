import { useGetIdentity, useOne } from '@refinedev/core';
import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import type { MeView } from '@stoa/contracts/http/session';
import { momentText } from '@stoa/contracts/words/format';
import { Link, useNavigate, useParams } from 'react-router';
import type { ProblemError } from '../refine/client';
import { useKeys } from '../shell/keys';
import { useTitle } from '../shell/title';
import { CopyId } from '../ui/CopyId';
import { Countdown } from '../ui/Deadline';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { say, useReader, words } from '../words';
import { ApprovalBadge } from './ApprovalBadge';
import { Decide } from './Decide';
import { Profile } from './Profile';
import { Promised } from './Promised';
import { DECIDED } from './question';
import { ApprovalStory, Strikes, Suspension } from './Standing';
import { Steps } from './Steps';
import { useSteps } from './useSteps';

const t = words.approvals;
/** Every move is told, but what the tutor edits meanwhile, and a lease that runs out, is none. */
const LOOK_AGAIN_MS = 20_000;
type Part = { readonly approval: StaffApprovalView };

function Listed({ approval }: Part) {
  const reader = useReader();
  if (approval.listed) return <span className="quiet">{t.listed}</span>;
  const why = [
    approval.payoutsEnabled ? null : t.noPayouts,
    approval.hiddenUntil ? say(t.hidden, { at: momentText(Date.parse(approval.hiddenUntil), reader) }) : null,
  ].filter((text) => text !== null);
  return (
    <span className="quiet">
      {t.notListed}
      {why.length > 0 ? `: ${why.join(', ')}` : ''}
    </span>
  );
}

/** Who, how it stands, and until when an answer was promised. */
function Head({ approval }: Part) {
  const reader = useReader();
  const { tutor, review } = approval;
  return (
    <header className="booking-head">
      <p className="booking-marks">
        <ApprovalBadge state={approval.state} />
        <Listed approval={approval} />
        <CopyId id={tutor.id} what={tutor.name} />
        <Link to={`/people/${tutor.id}`}>{t.person}</Link>
        <Link to={{ pathname: DECIDED.path, search: `q=${tutor.id}` }}>{t.earlier}</Link>
      </p>
      <h1>{tutor.name}</h1>
      {review ? (
        <p className="booking-who">
          <span>
            {t.list.kinds[review.kind]} · {say(t.promise, { at: momentText(Date.parse(review.promisedBy), reader) })}
          </span>
          <strong>
            <Promised by={review.promisedBy} />
          </strong>
        </p>
      ) : null}
    </header>
  );
}

/** In whose hand it is, with the lease's countdown. */
function Claim({ approval }: Part) {
  const reader = useReader();
  const { data: me } = useGetIdentity<MeView>();
  const { claim } = approval;
  if (!claim) return null;
  const at = momentText(Date.parse(claim.until), reader);
  const isMine = claim.by.id === me?.id;
  return (
    <p className={isMine ? 'notice tone-olive' : 'notice tone-ochre'}>
      {say(isMine ? t.claimMine : t.claimTheirs, { at, name: claim.by.name })} <Countdown at={claim.until} />
    </p>
  );
}

function Page({ approval }: Part) {
  const steps = useSteps(approval);
  return (
    <>
      <Head approval={approval} />
      <div className="two two-even">
        <Profile approval={approval} />
        <section className="desk" aria-label={t.checklist.heading}>
          <h2>{t.checklist.heading}</h2>
          <Claim approval={approval} />
          <Steps approval={approval} steps={steps} />
          <Decide key={approval.review?.id ?? ''} approval={approval} steps={steps} />
          <Suspension approval={approval} />
          <Strikes approval={approval} steps={steps} />
        </section>
      </div>
      <ApprovalStory approval={approval} />
    </>
  );
}

export function ApprovalShow() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { query } = useOne<StaffApprovalView & { id?: string }, ProblemError>({
    resource: 'approvals',
    id,
    liveMode: 'auto',
    queryOptions: { refetchInterval: LOOK_AGAIN_MS },
    errorNotification: false,
  });
  const approval = query.data?.data;
  useTitle(approval ? say(t.heading, { name: approval.tutor.name }) : t.list.heading);
  useKeys({ b: () => void navigate('/approvals') });
  return (
    <>
      <nav className="crumbs" aria-label={t.back}>
        <Link to="/approvals">← {t.back}</Link>
      </nav>
      {query.error ? <Problem error={query.error} onRetry={() => void query.refetch()} isPage={!approval} /> : null}
      {query.isPending && !query.error ? <Skeleton shape="panel" count={10} /> : null}
      {approval ? <Page key={approval.tutorId} approval={approval} /> : null}
    </>
  );
}
