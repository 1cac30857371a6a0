import type { StaffPersonView } from '@stoa/contracts/http/people';
import { actorText, actionText } from '../audit/says';
import { When } from '../ui/When';
import { words } from '../words';

const t = words.people;

function Audit({ person }: { readonly person: StaffPersonView }) {
  const { audit } = person;
  if (audit === null) return <p className="quiet">{t.auditClosed}</p>;
  if (audit.length === 0) return <p className="quiet">{t.auditNone}</p>;
  return (
    <ol className="timeline">
      {audit.map((line) => (
        <li key={line.seq} className={line.actor ? 'entry' : 'entry entry-clock'}>
          <p className="entry-head">
            <When at={line.at} isShort />
            <span className="quiet"> · {actorText(line)}</span>
          </p>
          <p className="entry-sentence">{actionText(line.action)}</p>
          {line.reason ? <blockquote>{line.reason}</blockquote> : null}
        </li>
      ))}
    </ol>
  );
}

function Access({ person: { access } }: { readonly person: StaffPersonView }) {
  if (access.length === 0) return <p className="quiet">{t.accessNone}</p>;
  return (
    <ol className="timeline">
      {access.map((line) => (
        <li key={line.id} className="entry">
          <p className="entry-head">
            <When at={line.at} isShort />
            <span className="quiet"> · {words.actors[line.role]}</span>
          </p>
          <p className="entry-sentence">{actionText(line.action)}</p>
          {line.reason ? <blockquote>{line.reason}</blockquote> : null}
        </li>
      ))}
    </ol>
  );
}

/** What was done to them, and beside it what of it they read themself. */
export function PersonStory({ person }: { readonly person: StaffPersonView }) {
  return (
    <section className="story" aria-label={t.story}>
      <h2>{t.story}</h2>
      <h3>{t.audit}</h3>
      <Audit person={person} />
      <h3>{t.access}</h3>
      <p className="quiet fine">
        {t.accessHelp} {t.looked}
      </p>
      <Access person={person} />
    </section>
  );
}
