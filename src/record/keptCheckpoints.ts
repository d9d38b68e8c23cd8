/** Which checkpoints of a run stay: the newest, and of those before it some, so that every past step has one not far before it. */
import type { RecordedCheckpoint } from './runRecord.ts';

const maxCount = 12;
const maxBytes = 1 << 26;

/** @param checkpoints ascending; the last one stays */
export function keptCheckpoints(checkpoints: readonly RecordedCheckpoint[]): readonly RecordedCheckpoint[] {
  const kept = [...checkpoints];
  while (kept.length > 1 && (kept.length > maxCount || bytesOf(kept) > maxBytes)) kept.splice(mostDispensable(kept), 1);
  return kept;
}

function bytesOf(checkpoints: readonly RecordedCheckpoint[]): number {
  return checkpoints.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The one whose neighbours are nearest to each other, for how far into the training they are. */
function mostDispensable(checkpoints: readonly RecordedCheckpoint[]): number {
  const gaps = checkpoints.slice(0, -1).map((_, i) => {
    const [before, after] = [checkpoints[i - 1]?.step ?? 0, checkpoints[i + 1]?.step ?? 0];
    return (after - before) / after;
  });
  return gaps.indexOf(Math.min(...gaps));
}
