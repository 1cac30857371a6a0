import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Client, Connection, type ClientOptions, type ConnectionOptions } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';

import { EncryptionCodec, type CodecKey } from './codec';

/** Where Temporal is and how this installation proves itself to it. */
export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
  /** `on` for the public authorities; the files add our own authority and our certificate */
  readonly tls: 'on' | 'off';
  readonly tlsAuthorityFile?: string;
  readonly tlsCertificateFile?: string;
  readonly tlsKeyFile?: string;
  readonly apiKey?: string;
}

/** The variables of `config.ts` that say so. */
export interface TemporalVariables {
  readonly TEMPORAL_ADDRESS: string;
  readonly TEMPORAL_NAMESPACE: string;
  readonly TEMPORAL_TLS: 'on' | 'off';
  readonly TEMPORAL_TLS_AUTHORITY_FILE: string | undefined;
  readonly TEMPORAL_TLS_CERTIFICATE_FILE: string | undefined;
  readonly TEMPORAL_TLS_KEY_FILE: string | undefined;
  readonly TEMPORAL_API_KEY: string | undefined;
}

export function temporalAddressFrom(config: TemporalVariables): TemporalAddress {
  return {
    address: config.TEMPORAL_ADDRESS,
    namespace: config.TEMPORAL_NAMESPACE,
    tls: config.TEMPORAL_TLS,
    tlsAuthorityFile: config.TEMPORAL_TLS_AUTHORITY_FILE,
    tlsCertificateFile: config.TEMPORAL_TLS_CERTIFICATE_FILE,
    tlsKeyFile: config.TEMPORAL_TLS_KEY_FILE,
    apiKey: config.TEMPORAL_API_KEY,
  };
}

/** Beside this file, as source under development and as a bundle of its own in `dist/`. */
export const FAILURE_CONVERTER_PATH = path.join(__dirname, 'failureConverter');

/** The same for client, worker, replay and bundle: one that lacks it cannot read the others' payloads. */
export function dataConverterFor(keys: readonly CodecKey[], namespace: string): DataConverter {
  return {
    payloadCodecs: [new EncryptionCodec(keys, namespace)],
    failureConverterPath: FAILURE_CONVERTER_PATH,
  };
}

const file = (name: string | undefined): Buffer | undefined => (name === undefined ? undefined : readFileSync(name));

/** Options that `Connection.connect` and `NativeConnection.connect` both understand. */
export function connectionOptions(
  at: TemporalAddress,
): Pick<ConnectionOptions, 'address' | 'tls'> & { apiKey?: string } {
  const crt = file(at.tlsCertificateFile);
  const key = file(at.tlsKeyFile);
  const authority = file(at.tlsAuthorityFile);
  const tls = {
    ...(authority ? { serverRootCACertificate: authority } : {}),
    ...(crt && key ? { clientCertPair: { crt, key } } : {}),
  };
  return {
    address: at.address,
    tls: at.tls === 'on' ? tls : false,
    ...(at.apiKey === undefined ? {} : { apiKey: at.apiKey }),
  };
}

/** Connects a client. Rejects after `connectTimeout` when nobody answers there. */
export async function connectTemporal(
  at: TemporalAddress,
  options: { dataConverter: DataConverter; plugins?: ClientOptions['plugins'] },
): Promise<Client> {
  const connection = await Connection.connect({ ...connectionOptions(at), connectTimeout: '5s' });
  return new Client({ connection, namespace: at.namespace, ...options });
}

/** Every wait on Temporal has an end: without one, an update whose worker is gone is waited for for ever. */
export async function withDeadline<T>(client: Client, ms: number, fn: () => Promise<T>): Promise<T> {
  return client.withDeadline(Date.now() + ms, fn);
}
