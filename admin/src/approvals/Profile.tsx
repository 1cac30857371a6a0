import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { languageText, moneyText } from '@stoa/contracts/words/format';
import type { ReviewedItem } from '@stoa/domain/tutorChecklist';
import type { ReactNode } from 'react';
import { Pair } from '../ui/Panel';
import { say, usePerson, words } from '../words';

const t = words.approvals.profile;
type Part = { readonly approval: StaffApprovalView };

interface PieceProps extends Part {
  readonly item: ReviewedItem;
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the profile at an address of its own: the checklist leads to it. */
function Piece({ approval, item, title, children }: PieceProps) {
  return (
    <section id={`part-${item}`} className="panel profile-part">
      <h3>
        {title}
        {approval.changedItems.includes(item) ? <span className="badge badge-ochre">{t.changed}</span> : null}
      </h3>
      {children}
    </section>
  );
}

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

/** The profile as students read it. */
export function Profile({ approval }: Part) {
  const { locale } = usePerson();
  const { tutor, profile } = approval;
  return (
    <section className="now" aria-label={t.heading}>
      <h2>{t.heading}</h2>
      <div id="part-photo" className="profile-face">
        {tutor.avatarUrl ? (
          <img src={tutor.avatarUrl} alt={say(t.photoOf, { name: tutor.name })} width={96} height={96} />
        ) : (
          <span className="no-photo quiet fine">{t.noPhoto}</span>
        )}
        <div>
          <p id="part-name" className="profile-name">
            {tutor.name}
          </p>
          <p id="part-headline">{profile.headline || <span className="quiet">{t.empty}</span>}</p>
        </div>
      </div>
      <Piece approval={approval} item="description" title={t.description}>
        <Paragraphs text={profile.description} />
      </Piece>
      <Piece approval={approval} item="subjects" title={t.subjects}>
        <dl className="pairs">
          {profile.subjects.map(({ id, name, hourlyRate }) => (
            <Pair key={id} label={name}>
              {say(t.perHour, { amount: moneyText(hourlyRate, locale) })}
            </Pair>
          ))}
        </dl>
      </Piece>
      <Piece approval={approval} item="languages" title={t.languages}>
        <p>
          {profile.languages.map(({ language, level }) => `${languageText(language, locale)} (${level})`).join(', ') ||
            t.empty}
        </p>
      </Piece>
      <section className="panel">
        <dl className="pairs">
          <Pair label={t.country}>{tutor.country ?? words.nothing}</Pair>
          <Pair label={t.zone}>{tutor.zone}</Pair>
        </dl>
      </section>
    </section>
  );
}
