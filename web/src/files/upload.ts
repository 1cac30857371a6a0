import type { FileView } from '@stoa/contracts/http/files';
import { problemFrom, unreachable } from '../client/problem';
import { send } from '../client/send';
import { fileAsks } from './asks';

type Purpose = FileView['purpose'];
interface Target {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Sends the content as it stands. `fetch` tells nobody how much has gone; the older way does. */
function put({ method, url, headers }: Target, file: File, onShare: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader('X-Stoa-App', 'web');
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(unreachable());
    request.onload = () =>
      request.status < 300 ? resolve() : reject(problemFrom(request.status, bodyOf(request.responseText)));
    request.send(file);
  });
}

/**
 * Announces a file, sends it, and has it judged.
 * @param onShare how much has been sent, 0 to 1
 * @throws ApiProblem as the API refuses it
 */
export async function upload(purpose: Purpose, file: File, onShare: (share: number) => void): Promise<FileView> {
  const announced = await send(
    fileAsks.announce({
      purpose,
      name: file.name,
      bytes: file.size,
      mediaType: file.type || 'unknown/unknown',
    }),
  );
  await put(announced.upload, file, onShare);
  return send(fileAsks.finish(announced.file.id));
}
