import { CreateBucketCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { AwsS3StorageAdapter } from '@flystorage/aws-s3';
import type { FileArea } from '@stoa/domain/files';
import { createFlystorage } from './flystorage';
import type { FileStorage } from './port';

export interface S3Settings {
  /** null: Amazon's own, by region */
  readonly endpoint: string | null;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** private files and public pictures never share a bucket: what is set on one of them says nothing about the other */
  readonly buckets: Readonly<Record<FileArea, string>>;
  readonly deadlineMs?: number;
}

const CONNECT_MS = 2_000;
const SILENCE_MS = 5_000;

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

/** Files in two buckets of anything that speaks S3. No access list is ever set: both buckets answer to our key alone. */
export function createS3Storage(settings: S3Settings): FileStorage {
  const { endpoint, region, accessKey, secretKey, buckets, deadlineMs } = settings;
  const client = new S3Client({
    region,
    // buckets of servers other than Amazon's rarely have names in DNS
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    maxAttempts: 2,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS, throwOnRequestTimeout: true },
    // not every S3 server knows the newer checksums
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return createFlystorage(
    {
      adapterFor: (area) => new AwsS3StorageAdapter(client, { bucket: buckets[area] }),
      visibility: {},
      makeArea: async (area, abortSignal) => {
        const Bucket = buckets[area];
        try {
          await client.send(new HeadBucketCommand({ Bucket }), { abortSignal });
        } catch (error) {
          if (statusOf(error) !== 404) throw error;
          await client.send(new CreateBucketCommand({ Bucket }), { abortSignal });
        }
      },
    },
    deadlineMs,
  );
}
