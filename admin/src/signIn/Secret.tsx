import { LIGHT } from '@stoa/contracts/design/tokens';
import type { TotpEnrolment } from '@stoa/contracts/http/totp';
import { QRCode } from 'antd';
import type { z } from 'zod';
import { CopyId } from '../ui/CopyId';
import { words } from '../words';

const t = words.enrol;
const SIZE = 200;

/** The secret for a camera and for fingers. Dark on light in both schemes: cameras do not read the other way round. */
export function Secret({ enrolment }: { readonly enrolment: z.output<typeof TotpEnrolment> }) {
  const { secret, uri } = enrolment;
  return (
    <>
      <p>{t.scan}</p>
      <div className="qr" style={{ background: LIGHT.surface }}>
        <QRCode
          type="svg"
          aria-label={t.scanAlt}
          value={uri}
          size={SIZE}
          errorLevel="M"
          bordered={false}
          color={LIGHT.ink}
          bgColor={LIGHT.surface}
        />
      </div>
      <p>
        {t.secret}
        <br />
        <CopyId id={secret.replaceAll(/(.{4})(?=.)/g, '$1 ')} what={t.secretName} isWhole />
      </p>
    </>
  );
}
