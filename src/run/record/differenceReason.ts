/** Why a recorded run that was trained again has come to other numbers. */
import { type Notice, notice } from '../../core/notice.ts';
import { looseDecoder } from '../../data/csv/textCodec.ts';
import { isFused } from '../../engine/runtime/engineBackends.ts';
import type { RunRecord } from '../../record/runRecord.ts';

type Reason = `reproduce.${'table' | 'rows' | 'version' | 'engine' | 'fused' | 'edited'}`;

/** What a run is told that goes on with other bits than it had: those of its engine were of another machine. */
export function engineChange(record: Pick<RunRecord, 'engine'> | undefined, engine: string): readonly Notice<Reason>[] {
  if (!record || isFused(record.engine) === isFused(engine)) return [];
  return [notice('reproduce.engine', record.engine, engine)];
}

/** Lines of a table that are named. */
const maxLines = 5;

/** What it was trained again with. */
export interface TrainedAgain {
  /** Version of the product. */
  readonly product: string;
  readonly engine: string;
  readonly isSameTable: boolean;
  /** The copy of the table that the run knew; `null`: none was kept. */
  readonly kept: () => Promise<Uint8Array | null>;
  readonly present: () => Promise<Uint8Array>;
}

export async function differenceReason(record: RunRecord, again: TrainedAgain): Promise<Notice<Reason>> {
  const { table, product, engine } = record;
  if (!again.isSameTable) {
    const kept = table.isKept ? await again.kept() : null;
    if (!kept) return notice('reproduce.table', table.name);
    const lines = differingLines(kept, await again.present());
    return notice('reproduce.rows', table.name, lines.slice(0, maxLines).join(', '), lines.length);
  }
  if (product !== again.product) return notice('reproduce.version', product, again.product);
  if (engine !== again.engine) return notice('reproduce.engine', engine, again.engine);
  return notice(record.config.used.training.reproducible === false ? 'reproduce.fused' : 'reproduce.edited');
}

/** Counted from 1. */
function differingLines(before: Uint8Array, after: Uint8Array): readonly number[] {
  const [old, present] = [before, after].map((bytes) => looseDecoder().decode(bytes).split(/\r?\n/)) as [
    string[],
    string[],
  ];
  const longest = Math.max(old.length, present.length);
  return Array.from({ length: longest }, (_, i) => i + 1).filter((line) => old[line - 1] !== present[line - 1]);
}
