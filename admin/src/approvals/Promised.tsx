import { MINUTE_MS, useNow } from '../clock';
import { Countdown } from '../ui/Deadline';
import { spanText } from '../ui/span';
import { say, words } from '../words';

/** How long until the promised answer; once it is broken, by how much. */
export function Promised({ by }: { readonly by: string }) {
  const late = useNow(MINUTE_MS) - Date.parse(by);
  if (late < 0) return <Countdown at={by} />;
  return (
    <span className="countdown tone-terracotta">{say(words.approvals.list.lateBy, { span: spanText(late) })}</span>
  );
}
