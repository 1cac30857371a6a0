import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { momentText } from '@stoa/contracts/words/format';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../refine/accessControl';
import { Panel } from '../ui/Panel';
import { ReasonDialog } from '../ui/ReasonDialog';
import { When } from '../ui/When';
import { say, useReader, words } from '../words';
import type { useSteps } from './useSteps';

const t = words.approvals;

interface StandingProps {
  readonly approval: StaffApprovalView;
  readonly steps: ReturnType<typeof useSteps>;
}

export function Suspension({ approval: { suspension } }: Pick<StandingProps, 'approval'>) {
  const reader = useReader();
  if (!suspension) return null;
  const at = momentText(Date.parse(suspension.at), reader);
  return (
    <Panel title={t.suspension.heading}>
      <p>
        {say(t.suspension.since, { at })},{' '}
        {suspension.bookings === 'cancelled' ? t.suspension.cancelled : t.suspension.kept}
      </p>
      <blockquote>{suspension.reason}</blockquote>
      {suspension.appealed ? <p className="notice tone-ochre">{t.suspension.appealed}</p> : null}
    </Panel>
  );
}

type Strike = StaffApprovalView['strikes'][number];

function StrikeLine({ strike, onExcuse }: { readonly strike: Strike; readonly onExcuse: (() => void) | null }) {
  const reader = useReader();
  const until = say(t.strikes.until, { at: momentText(Date.parse(strike.expiresAt), reader) });
  return (
    <li className="record">
      <div className="pair">
        <span>
          {t.strikes.causes[strike.cause]} · <When at={strike.at} isShort />{' '}
          <Link to={`/bookings/${strike.bookingId}`}>{t.strikes.booking}</Link>
        </span>
        {onExcuse ? (
          <Button size="small" onClick={onExcuse}>
            {t.strikes.excuse}
          </Button>
        ) : null}
      </div>
      <p className="fine quiet">
        {strike.excuse !== null
          ? say(t.strikes.excused, { reason: strike.excuse })
          : strike.counts
            ? until
            : t.strikes.over}
      </p>
    </li>
  );
}

/** What counts against the tutor, and taking it away with a reason. */
export function Strikes({ approval, steps }: StandingProps) {
  const may = useMay();
  const [excusing, setExcusing] = useState<string | null>(null);
  const canExcuse = may('strike.excuse');
  return (
    <Panel title={t.strikes.heading}>
      {approval.strikes.length === 0 ? <p className="quiet">{t.strikes.none}</p> : null}
      <ul className="plain">
        {approval.strikes.map((strike) => (
          <StrikeLine
            key={strike.id}
            strike={strike}
            onExcuse={canExcuse && strike.counts ? () => setExcusing(strike.id) : null}
          />
        ))}
      </ul>
      {excusing ? (
        <ReasonDialog
          title={t.strikes.excuseTitle}
          consequences={t.strikes.excuseMeans}
          reasonHelp={t.steps.reasonHelp}
          confirm={t.strikes.excuseTitle}
          isWorking={steps.busy === 'excuseStrike'}
          failure={steps.refused?.error ?? null}
          onConfirm={(reason) =>
            steps.take({ kind: 'excuseStrike', version: approval.version, reason, strikeId: excusing }, () =>
              setExcusing(null),
            )
          }
          onClose={() => setExcusing(null)}
        />
      ) : null}
    </Panel>
  );
}

/** What happened, newest on top. */
export function ApprovalStory({ approval }: Pick<StandingProps, 'approval'>) {
  const moves: Readonly<Record<string, string>> = t.moves;
  const actors: Readonly<Record<string, string>> = words.actors;
  const newestFirst = [...approval.timeline].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <section className="story" aria-label={t.story}>
      <h2>{t.story}</h2>
      <ol className="timeline">
        {newestFirst.map((line, at) => (
          <li key={`${line.at}${at}`} className={`entry entry-${line.actor}`}>
            <p className="entry-head">
              <When at={line.at} isShort />
              <span className="quiet"> · {actors[line.actor] ?? line.actor}</span>
            </p>
            <p className="entry-sentence">{moves[line.type] ?? line.type}</p>
            {line.note ? <blockquote>{line.note}</blockquote> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
