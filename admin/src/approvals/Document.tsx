import type { FileLinkView } from '@stoa/contracts/http/files';
import type { ReviewedDocumentView } from '@stoa/contracts/http/reviewedProfile';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { api, bodyOf } from '../refine/client';
import { Problem } from '../ui/Problem';
import { say, words } from '../words';

const t = words.approvals.documents;
const KB = 1_000;
type Link = z.output<typeof FileLinkView>;

/** Asked for by a click alone, never ahead: every link is a line in the audit log. */
const linkTo = (fileId: string): Promise<Link> =>
  bodyOf<Link>(api.GET('/files/{fileId}/link', { params: { path: { fileId } } }));

function sizeText(bytes: number): string {
  return bytes < KB * KB
    ? say(t.kilobytes, { n: Math.max(1, Math.round(bytes / KB)) })
    : say(t.megabytes, { n: (bytes / KB / KB).toFixed(1) });
}

interface ShownProps {
  readonly document: ReviewedDocumentView;
  readonly url: string;
}

/** A picture in its place; a click shows its own pixels, to be moved about in. */
function Picture({ document, url }: ShownProps) {
  const [isLarge, setLarge] = useState(false);
  return (
    <div className="document-sheet">
      <button
        type="button"
        className={isLarge ? 'document-zoom document-large' : 'document-zoom'}
        aria-pressed={isLarge}
        aria-label={isLarge ? t.smaller : t.larger}
        onClick={() => setLarge(!isLarge)}
      >
        <img src={url} alt={say(t.pictureOf, { name: document.name })} />
      </button>
    </div>
  );
}

/**
 * A PDF in the browser's own reader. The frame has no `sandbox` of its own, because browsers refuse to show a PDF in one;
 * the answer brings it instead (`Content-Security-Policy: default-src 'none'; sandbox`), so that whatever is in the file
 * has no origin, runs nothing and loads nothing. A tab of its own is beside it for browsers that only download.
 */
function Sheet({ document, url }: ShownProps) {
  return <iframe className="document-frame" src={url} title={document.name} referrerPolicy="no-referrer" />;
}

/** A private file by its name; opened in its place, beside the checklist. */
export function Document({ document }: { readonly document: ReviewedDocumentView }) {
  const link = useMutation<Link>({ mutationFn: () => linkTo(document.fileId) });
  const url = link.data?.url;
  const isPicture = document.mediaType.startsWith('image/');
  const Shown = isPicture ? Picture : Sheet;
  return (
    <div className="document">
      <p className="document-line">
        <span className="document-name">{document.name}</span>
        <span className="quiet fine">
          {isPicture ? t.picture : t.pdf} · {sizeText(document.bytes)}
        </span>
        <Button
          size="small"
          aria-expanded={url !== undefined}
          aria-label={say(url ? t.hideNamed : t.showNamed, { name: document.name })}
          loading={link.isPending}
          onClick={() => (url ? link.reset() : link.mutate())}
        >
          {url ? t.hide : t.show}
        </Button>
        {url ? (
          <a href={url} target="_blank" rel="noopener noreferrer" className="fine">
            {t.ownTab}
          </a>
        ) : null}
      </p>
      {url ? <Shown document={document} url={url} /> : null}
      {link.error ? <Problem error={link.error} onRetry={() => link.mutate()} /> : null}
    </div>
  );
}
