/** Reads what `network.initialization.file` names: a model of ours, weights of others, or NumPy's archive. */
import { inflateRawSync } from 'node:zlib';
import { readForeign } from '../../model/foreignWeights.ts';
import { isOurs, readModel } from '../../model/modelFile.ts';
import { readNpz } from '../../model/npzReader.ts';
import { inMemory, type RandomAccess, readHeader } from '../../model/safetensors.ts';
import type { ModelSource } from '../../protocol/modelApi.ts';
import type { StartFile } from '../../run/setup/startFile.ts';
import { withFile } from './fileAccess.ts';
import { weightsSha256 } from './fingerprint.ts';

/** Larger archives are not unpacked in memory. */
const maxArchive = 2 ** 30;

/** @throws ModelFileError, and what the system says */
export function readStart(source: ModelSource, name: string): Promise<StartFile> {
  if (source.kind === 'bytes') return startOf(inMemory(source.bytes), name);
  return withFile(source.path, (file) => startOf(file, name));
}

async function startOf(file: RandomAccess, name: string): Promise<StartFile> {
  if (/\.npz$/i.test(name)) {
    const bytes = await file.read(0, Math.min(file.byteLength, maxArchive));
    const inflate = (packed: Uint8Array, size: number) =>
      inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
    return { kind: 'foreign', name, arrays: readNpz(bytes, inflate) };
  }
  const header = await readHeader(file);
  if (isOurs(header)) return { kind: 'own', name, model: await readModel(file, weightsSha256) };
  return { kind: 'foreign', name, arrays: await readForeign(file, header) };
}
