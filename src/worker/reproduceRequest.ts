/** A recorded run trained again from its record alone, and every recorded number compared. */
import { join } from 'node:path';
import type { RunNoticeCode } from '../config/wording/runTexts.ts';
import { notice } from '../core/notice.ts';
import { openSource } from '../platform/node/openSource.ts';
import { weightsSha256 } from '../platform/node/fingerprint.ts';
import { nodeRecords } from '../platform/node/records/nodeRecords.ts';
import { readRegular } from '../platform/node/regularFile.ts';
import type { ReproduceReport, ReproduceRequest } from '../protocol/recordApi.ts';
import type { RequestContext } from '../protocol/requestServer.ts';
import { readTable } from '../data/read/readTable.ts';
import { inSlices } from '../run/inSlices.ts';
import { sliceMilliseconds } from '../run/budget.ts';
import type { RunPlatform } from '../run/platform.ts';
import { differenceReason } from '../run/record/differenceReason.ts';
import { reproduce } from '../run/record/reproduce.ts';
import { buildTrainer } from '../run/setup/buildTrainer.ts';
import { startOfRecord } from './recordedPast.ts';

const maxTableBytes = 1 << 28;

/** @throws RecordError, DataError, what the system says, and what `yieldNow` throws */
export async function reproduceRun(
  { root, id, table, isSameTable, version }: ReproduceRequest,
  context: RequestContext,
  platform: RunPlatform,
  yieldNow: () => Promise<void>,
): Promise<ReproduceReport> {
  const store = nodeRecords(root);
  const record = await store.read(id);
  const rows = await store.curve(record);
  const { start } = await startOfRecord(join(root, id), record);
  const source = openSource({ kind: 'path', path: table, name: record.table.name });
  const read = await readTable(source, record.config.used.data);
  await yieldNow();
  const pool = platform.threads && { platform: platform.threads, requested: record.threads };
  const run = buildTrainer(record.config.used, read, pool, platform.memory, start);
  const { trainer } = run;
  try {
    const work = reproduce({ record, rows, trainer, fingerprint: weightsSha256, slice: 1 });
    const difference = await inSlices(work, {
      now: () => platform.now(),
      milliseconds: sliceMilliseconds,
      pause: async () => {
        context.progress(trainer.step, record.step, notice('progress.reproducing' satisfies RunNoticeCode));
        await yieldNow();
      },
    });
    const engine = trainer.backend.name;
    const kept = () => store.table(record.table.sha256);
    const present = () => readRegular(table, maxTableBytes);
    const again = { product: version, engine, isSameTable, kept, present };
    return {
      difference,
      reason: difference && (await differenceReason(record, again)),
      step: trainer.step,
      weightsSha256: weightsSha256(trainer.parameters.values),
    };
  } finally {
    trainer.dispose();
  }
}
