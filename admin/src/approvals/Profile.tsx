import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { countryText, languageText, moneyText } from '@stoa/contracts/words/format';
import { Pair } from '../ui/Panel';
import { say, usePerson, words } from '../words';
import { Mark } from './Mark';
import { Certificates, Education } from './Papers';
import { Piece } from './Piece';

const t = words.approvals.profile;
type Part = { readonly approval: StaffApprovalView };

function Paragraphs({ text }: { readonly text: string }) {
  if (text.trim() === '') return <p className="quiet">{t.empty}</p>;
  return (
    <div className="prose">
      {text.split(/\n{2,}/).map((paragraph, at) => (
        <p key={at}>{paragraph}</p>
      ))}
    </div>
  );
}

/** The photo of the profile, not the account's small picture: this is what students will see and what is judged. */
function Face({ approval }: Part) {
  const { tutor, profile } = approval;
  const photo = profile.photo.find(({ size }) => size >= 320);
  return (
    <div className="profile-face">
      <div id="part-photo" className="profile-part">
        {photo ? (
          <img src={photo.url} alt={say(t.photoOf, { name: tutor.name })} width={160} height={160} />
        ) : (
          <span className="no-photo quiet fine">{t.noPhoto}</span>
        )}
        <Mark approval={approval} item="photo" />
      </div>
      <div>
        <p id="part-name" className="profile-name profile-part">
          {tutor.name} <Mark approval={approval} item="name" />
        </p>
        <p id="part-headline" className="profile-part">
          {profile.headline || <span className="quiet">{t.empty}</span>} <Mark approval={approval} item="headline" />
        </p>
      </div>
    </div>
  );
}

function Subjects({ approval }: Part) {
  const { locale } = usePerson();
  return (
    <Piece approval={approval} item="subjects" title={t.subjects}>
      <dl className="pairs">
        {approval.profile.subjects.map(({ id, name, levels, hourlyRate }) => (
          <Pair key={id} label={name}>
            {say(t.perHour, { amount: moneyText(hourlyRate, locale) })}
            {levels.length > 0 ? (
              <span className="quiet"> · {levels.map((level) => t.levels[level].toLowerCase()).join(', ')}</span>
            ) : null}
          </Pair>
        ))}
      </dl>
    </Piece>
  );
}

/** Where they are, and the video: an address of a stranger's choosing, which leaves the console without a trace of it. */
function About({ approval }: Part) {
  const { locale } = usePerson();
  const { tutor, profile } = approval;
  return (
    <section className="panel">
      <dl className="pairs">
        {profile.videoUrl ? (
          <Pair label={t.video}>
            <a href={profile.videoUrl} target="_blank" rel="noopener noreferrer nofollow">
              {profile.videoUrl}
            </a>
          </Pair>
        ) : null}
        <Pair label={t.country}>{tutor.country ? countryText(tutor.country, locale) : words.nothing}</Pair>
        <Pair label={t.zone}>{tutor.zone}</Pair>
      </dl>
    </section>
  );
}

const hasPapers = ({ profile }: StaffApprovalView): boolean =>
  profile.certificates.length > 0 || profile.education.some(({ document }) => document !== null);

/** The profile as students read it, and the papers that only a reviewer sees. */
export function Profile({ approval }: Part) {
  const { locale } = usePerson();
  const { profile } = approval;
  return (
    <section className="now" aria-label={t.heading}>
      <h2>{t.heading}</h2>
      <Face approval={approval} />
      <Piece approval={approval} item="description" title={t.description}>
        <Paragraphs text={profile.description} />
      </Piece>
      <Education approval={approval} />
      <Certificates approval={approval} />
      {hasPapers(approval) ? <p className="fine quiet papers-note">{words.approvals.documents.looked}</p> : null}
      <Subjects approval={approval} />
      <Piece approval={approval} item="languages" title={t.languages}>
        <p>
          {profile.languages
            .map(
              ({ language, level }) => `${languageText(language, locale)} (${level === 'native' ? t.native : level})`,
            )
            .join(', ') || t.empty}
        </p>
      </Piece>
      <About approval={approval} />
    </section>
  );
}
