import { useOne } from '@refinedev/core';
import type { TimelineEntry } from '@stoa/contracts/http/bookings';
import { useKeys } from '../shell/keys';
import type { ProblemError } from '../refine/client';
import { EmptyState } from '../ui/EmptyState';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { Timeline, useOpenEntries } from '../ui/Timeline';
import { words } from '../words';

const t = words.booking;

/** What happened, newest on top, each entry down to the postings. */
function Entries({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const newestFirst = [...entries].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const { open, isAllOpen, toggle, toggleAll } = useOpenEntries(newestFirst);
  useKeys({ e: toggleAll });
  return (
    <>
      <button type="button" className="link-button" onClick={toggleAll}>
        {isAllOpen ? t.collapseAll : t.expandAll}
      </button>
      <Timeline entries={newestFirst} open={open} onToggle={toggle} />
    </>
  );
}

export function Story({ bookingId }: { readonly bookingId: string }) {
  const { query } = useOne<{ id: string; items: TimelineEntry[] }, ProblemError>({
    resource: 'timelines',
    id: bookingId,
    liveMode: 'auto',
    errorNotification: false,
  });
  const entries = query.data?.data.items;
  return (
    <section className="story" aria-label={t.story}>
      <h2>{t.story}</h2>
      {query.error ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending && !query.error ? <Skeleton shape="story" count={6} /> : null}
      {entries?.length === 0 ? <EmptyState title={t.emptyStory}>{t.emptyStoryHelp}</EmptyState> : null}
      {entries && entries.length > 0 ? <Entries entries={entries} /> : null}
    </section>
  );
}
