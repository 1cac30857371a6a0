import { useOne } from '@refinedev/core';
import type { StaffPersonView } from '@stoa/contracts/http/people';
import { languageText, momentText } from '@stoa/contracts/words/format';
import { Link, useNavigate, useParams } from 'react-router';
import { AUDIT } from '../audit/question';
import { BOOKINGS } from '../bookings/question';
import { type Filters, type Question, searchFrom } from '../lists/question';
import { useMay } from '../refine/accessControl';
import type { ProblemError } from '../refine/client';
import { useKeys } from '../shell/keys';
import { useTitle } from '../shell/title';
import { CopyId } from '../ui/CopyId';
import { Pair, Panel } from '../ui/Panel';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { When } from '../ui/When';
import { say, usePerson, useReader, words } from '../words';
import { Actions } from './Actions';
import { AccountBadge, Roles } from './badges';
import { countryText } from './countries';
import { PersonStory } from './Story';

const t = words.people;
type Part = { readonly person: StaffPersonView };

function Head({ person }: Part) {
  return (
    <header className="booking-head">
      <p className="booking-marks">
        <AccountBadge state={person.state} />
        <Roles roles={person.roles.map(({ role }) => role)} />
        <CopyId id={person.id} what={person.name} />
      </p>
      <h1>{person.name}</h1>
      <p className="booking-who">
        <CopyId id={person.email} what={t.email} isWhole />
      </p>
    </header>
  );
}

function Account({ person }: Part) {
  const { locale } = usePerson();
  return (
    <Panel title={t.account}>
      <dl className="pairs">
        <Pair label={t.registered}>
          <When at={person.createdAt} isShort />
        </Pair>
        <Pair label={t.list.country}>{countryText(person.country, locale) ?? words.nothing}</Pair>
        <Pair label={t.zone}>{person.zone}</Pair>
        <Pair label={t.locale}>{languageText(person.locale, locale)}</Pair>
      </dl>
    </Panel>
  );
}

function RolesHeld({ person }: Part) {
  return (
    <Panel title={t.roles}>
      <dl className="pairs">
        {person.roles.map(({ role, grantedAt, grantedBy }) => (
          <Pair key={role} label={words.roles[role]}>
            <When at={grantedAt} isShort />{' '}
            {grantedBy ? (
              <Link to={`/people/${grantedBy.id}`} className="fine">
                {say(t.grantedBy, { name: grantedBy.name })}
              </Link>
            ) : null}
          </Pair>
        ))}
      </dl>
    </Panel>
  );
}

function Devices({ person }: Part) {
  const reader = useReader();
  return (
    <Panel title={t.devices}>
      {person.devices.length === 0 ? <p className="quiet">{t.noDevices}</p> : null}
      <dl className="pairs">
        {person.devices.map((device) => (
          <Pair key={device.id} label={t.apps[device.app]}>
            <When at={device.startedAt} isShort />{' '}
            <span className="quiet fine">
              {say(t.lastSeen, { at: momentText(Date.parse(device.lastSeenAt), reader) })}
            </span>
          </Pair>
        ))}
      </dl>
    </Panel>
  );
}

interface BehindProps {
  readonly question: Question;
  readonly filters: Filters;
  readonly text: string;
}
function Behind({ question, filters, text }: BehindProps) {
  return (
    <li>
      <Link to={{ pathname: question.path, search: searchFrom(question, filters).toString() }}>{text}</Link>
    </li>
  );
}

/** Every number opens the list behind it. */
function Counts({ person }: Part) {
  const may = useMay();
  const { asStudent, asTutor } = person.bookings;
  const isTutor = person.roles.some(({ role }) => role === 'tutor');
  const theirs = { personId: person.id };
  return (
    <Panel title={t.behind}>
      <ul className="plain stack-tight">
        <Behind question={BOOKINGS} filters={theirs} text={say(t.asStudent, { n: asStudent })} />
        {isTutor || asTutor > 0 ? (
          <Behind question={BOOKINGS} filters={theirs} text={say(t.asTutor, { n: asTutor })} />
        ) : null}
        {isTutor && may('tutor.review') ? (
          <li>
            <Link to={`/approvals/${person.id}`}>{t.approval}</Link>
          </li>
        ) : null}
        {may('audit.read') ? (
          <>
            <Behind
              question={AUDIT}
              filters={{ subjectId: person.id }}
              text={say(t.auditAbout, { name: person.name })}
            />
            <Behind question={AUDIT} filters={{ actorId: person.id }} text={say(t.auditBy, { name: person.name })} />
          </>
        ) : null}
      </ul>
    </Panel>
  );
}

/** The person's page. It is asked for once and not again by itself: every look is a line in their access log. */
export function PersonShow() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { query } = useOne<StaffPersonView, ProblemError>({
    resource: 'people',
    id,
    queryOptions: { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false },
    errorNotification: false,
  });
  const person = query.data?.data;
  useTitle(person?.name ?? t.list.heading);
  useKeys({ b: () => void navigate('/people') });
  return (
    <>
      <nav className="crumbs" aria-label={t.back}>
        <Link to="/people">← {t.back}</Link>
      </nav>
      {query.error ? <Problem error={query.error} onRetry={() => void query.refetch()} isPage={!person} /> : null}
      {query.isPending && !query.error ? <Skeleton shape="panel" count={10} /> : null}
      {person ? (
        <>
          <Head person={person} />
          <div className="two">
            <section className="now" aria-label={t.now}>
              <h2>{t.now}</h2>
              <Actions key={person.id} person={person} />
              <Counts person={person} />
              <Account person={person} />
              <RolesHeld person={person} />
              <Devices person={person} />
            </section>
            <PersonStory person={person} />
          </div>
        </>
      ) : null}
    </>
  );
}
