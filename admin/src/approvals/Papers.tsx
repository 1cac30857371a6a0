import type { StaffApprovalView } from '@stoa/contracts/http/approvals';
import { dateKey, dayText } from '@stoa/contracts/words/format';
import { stoaNow } from '../clock';
import { say, usePerson, words } from '../words';
import { Document } from './Document';
import { Piece } from './Piece';

const t = words.approvals.documents;
type Part = { readonly approval: StaffApprovalView };
type Certificate = StaffApprovalView['profile']['certificates'][number];

/** What they studied, with the paper that shows it. */
export function Education({ approval }: Part) {
  const { education } = approval.profile;
  return (
    <Piece approval={approval} item="education" title={t.education}>
      {education.length === 0 ? <p className="quiet">{t.none}</p> : null}
      <ul className="plain papers">
        {education.map(({ institution, degree, field, startYear, endYear, document }, at) => (
          <li key={at}>
            <p>
              <strong>{field ? say(t.degreeIn, { degree, field }) : degree}</strong>
            </p>
            <p className="quiet">
              {institution} · {endYear ? `${startYear}–${endYear}` : say(t.since, { year: startYear })}
            </p>
            {document ? <Document document={document} /> : <p className="fine quiet">{t.noDocument}</p>}
          </li>
        ))}
      </ul>
    </Piece>
  );
}

function Dates({ certificate, zone }: { readonly certificate: Certificate; readonly zone: string }) {
  const { locale } = usePerson();
  const day = (text: string) => dayText(text, locale);
  const { issuedOn, expiresOn } = certificate;
  const isOver = expiresOn !== null && expiresOn < dateKey(stoaNow(), zone);
  return (
    <p className="quiet">
      {certificate.issuer} · {say(t.issued, { day: day(issuedOn) })}
      {expiresOn ? ` · ${say(isOver ? t.expired : t.expires, { day: day(expiresOn) })}` : ''}{' '}
      {isOver ? <span className="badge badge-terracotta">{t.isOver}</span> : null}
    </p>
  );
}

/** Certificates with their papers; those that came since the last verdict are marked. */
export function Certificates({ approval }: Part) {
  const { certificates } = approval.profile;
  const isMixed = certificates.some(({ isNew }) => !isNew);
  return (
    <Piece approval={approval} item="certificates" title={t.certificates}>
      {certificates.length === 0 ? <p className="quiet">{t.none}</p> : null}
      <ul className="plain papers">
        {certificates.map((certificate) => (
          <li key={certificate.id}>
            <p>
              <strong>{certificate.title}</strong>{' '}
              {isMixed && certificate.isNew ? <span className="badge badge-ochre">{t.isNew}</span> : null}
            </p>
            <Dates certificate={certificate} zone={approval.tutor.zone} />
            <Document document={certificate.document} />
          </li>
        ))}
      </ul>
    </Piece>
  );
}
