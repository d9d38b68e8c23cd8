/** A run's model file: its weights come from the run, what is said of its table from the table's bytes. */
import { digestOf } from '../platform/node/tableDigest.ts';
import { openSource } from '../platform/node/openSource.ts';
import { weightsSha256 } from '../platform/node/fingerprint.ts';
import { baseName } from '../model/modelFile.ts';
import type { TableOrigin } from '../model/origin.ts';
import type { SavedModel, SaveRequest } from '../protocol/modelApi.ts';
import type { TableSource } from '../protocol/tableSource.ts';
import type { QueryContext } from '../run/inspect/queryContext.ts';
import type { Runner } from '../run/loop/runner.ts';
import type { YieldNow } from '../run/loop/timeMachine.ts';
import { savedRun } from '../run/model/savedRun.ts';

/** @param find the run, or it throws: it may be gone when the table's bytes are read */
export async function saveRun(
  find: () => Runner,
  { dataset, table }: Pick<QueryContext, 'dataset' | 'table'>,
  { source, ...request }: SaveRequest,
  yieldNow: YieldNow,
): Promise<SavedModel> {
  const origin = await tableOrigin(request.config, source, table.rows);
  return savedRun(find(), { ...request, dataset, table: origin, fingerprint: weightsSha256 }, yieldNow);
}

/** Of a table whose bytes are not there any more only the name is known. */
async function tableOrigin(
  { data }: SaveRequest['config'],
  source: TableSource | null,
  rows: number,
): Promise<TableOrigin> {
  const name = source?.name ?? baseName(data.file);
  if (source === null || source.kind === 'table') return { name, bytes: 0, sha256: '', rows };
  return { name, ...(await digestOf(openSource(source))), rows };
}
