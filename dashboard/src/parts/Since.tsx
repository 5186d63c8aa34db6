import { duration, moment } from "../format/time";
import { useDesk } from "../session/desk";

/** How long ago, counted against the newest snapshot's clock rather than the reader's. */
export function Since({ at }: { at: string }) {
  const { now } = useDesk();
  const then = Date.parse(at);
  return (
    <time dateTime={at} title={moment(then)}>
      {duration((now - then) / 1000)}
    </time>
  );
}
