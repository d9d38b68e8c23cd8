/** A network as the files of an export: of the panel's run or of a model file, with rows of its table where that is there. */
import { encodeUtf8 } from '../data/csv/textCodec.ts';
import { exportNames } from '../export/base/names.ts';
import type { ModelFile } from '../model/modelFile.ts';
import { openSource } from '../platform/node/openSource.ts';
import { tableBeside } from '../platform/node/tableBeside.ts';
import type { ExportReport, ExportRequest } from '../protocol/modelApi.ts';
import { exportModel, type ExportTable } from '../run/model/exportModel.ts';
import { modelOf } from './predictedTable.ts';

/** @throws RangeError for a target that there is none of; ModelFileError */
export async function exportRequest(request: ExportRequest): Promise<ExportReport> {
  const to = exportNames.find((name) => name === request.to);
  if (!to) throw new RangeError(`no export is called ${request.to}`);
  const model = await modelOf(request.model);
  const { files, ...rest } = await exportModel({ model, to, stem: request.stem, table: tableOf(request, model) });
  return {
    ...rest,
    files: files.map(({ name, content }) => ({
      name,
      bytes: new Uint8Array(typeof content === 'string' ? encodeUtf8(content) : content),
    })),
  };
}

/** One that was not named proves nothing when the network cannot read it: then rows are made up. */
function tableOf({ model: source, table }: ExportRequest, model: ModelFile): ExportTable | null {
  if (table?.kind === 'path' || table?.kind === 'bytes')
    return { source: openSource(table), name: table.name, isFound: true };
  const found = source.kind === 'path' ? tableBeside(source.path, model) : null;
  return found && { ...found, isFound: true };
}
