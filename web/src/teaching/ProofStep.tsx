import type { ReactElement } from 'react';
import { CertificatesField } from './CertificatesField';
import { EducationField } from './EducationField';
import classes from './Profile.module.css';
import type { Profile } from './useProfile';

/** Education and certificates, with the documents that prove them. */
export function ProofStep({ profile }: { readonly profile: Profile }): ReactElement {
  return (
    <div className={classes.fields}>
      <EducationField profile={profile} />
      <CertificatesField profile={profile} />
    </div>
  );
}
