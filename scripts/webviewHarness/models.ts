/** What the host sends about model files and tables that a network was applied to: made by the worker's own service and the host's reader. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { NetworkConfig } from '../../src/config/schema/schema.ts';
import { inMemory, type RandomAccess } from '../../src/model/safetensors.ts';
import type { ModelPage, TryRow } from '../../src/protocol/modelView.ts';
import type { PredictionView } from '../../src/protocol/predictionView.ts';
import type { RequestClient } from '../../src/protocol/requestClient.ts';
import type { TableSource } from '../../src/protocol/tableSource.ts';
import type { ToView } from '../../src/protocol/viewMessages.ts';
import { modelPage } from '../../src/session/modelPage.ts';
import { weightsSha256 } from '../../src/platform/node/fingerprint.ts';

export interface ModelMessages {
  /** The run as a file. */
  page(name: string): Promise<ModelPage>;
  /** A file of somebody else's, of gigabytes. */
  foreign(): Promise<ModelPage>;
  /** The run's network applied to a table. */
  predict(path: string): Promise<PredictionView>;
  /** What the host answers to a page; `null`: nothing. */
  answer(message: { readonly type: string }): Promise<ToView | null>;
}

export function modelMessages(
  client: RequestClient,
  { runId, config, source }: { runId: string; config: NetworkConfig; source: TableSource },
): ModelMessages {
  const saved = async () => {
    const request = {
      runId,
      build: 1,
      weights: 'present',
      withOptimizer: false,
      config,
      source,
      version: '0.1.0',
    } as const;
    return (await client.request('save', request)).bytes;
  };
  let page: ModelPage | null = null;
  return {
    page: async (name) => (page = await modelPage(inMemory(await saved()), { name, canExport: true }, weightsSha256)),
    foreign: () => modelPage(foreignFile(), { name: 'gpt2-medium.safetensors', canExport: false }, weightsSha256),
    predict: async (path) => {
      const bytes = new Uint8Array(readFileSync(path));
      const table = { kind: 'bytes', bytes, name: basename(path) } as const;
      const model = { kind: 'bytes', bytes: await saved() } as const;
      const report = await client.request('predict', { model, table, answers: [] });
      return { id: 1, name: basename(path), state: 'done', progress: 1, secondsLeft: 0, message: '', report };
    },
    answer: async (message) => {
      if (message.type === 'predictedRows') {
        const { id, from, count } = message as unknown as { id: number; from: number; count: number };
        return { type: 'predictedRows', id, from, rows: await client.request('predictedRows', { from, count }) };
      }
      if (message.type !== 'tryRow') return null;
      const { id, values } = message as unknown as TryRow;
      const row = new Map((page?.own?.inputs ?? []).map(({ column }, k) => [column, values[k] ?? null]));
      const model = { kind: 'bytes', bytes: await saved() } as const;
      return { type: 'triedRow', id, ...(await client.request('tryRow', { model, values: row })), problem: '' };
    },
  };
}

/** Only its header is there to be read. */
function foreignFile(): RandomAccess {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt', license: 'mit' } };
  let end = 0;
  const add = (name: string, shape: readonly number[], dtype = 'F16'): void => {
    const bytes = 2 * shape.reduce((product, size) => product * size, 1);
    header[name] = { dtype, shape, data_offsets: [end, end + bytes] };
    end += bytes;
  };
  add('wte.weight', [50257, 1024]);
  add('wpe.weight', [1024, 1024]);
  for (let block = 0; block < 24; block++) {
    for (const [name, shape] of [
      ['ln_1.weight', [1024]],
      ['ln_1.bias', [1024]],
      ['attn.c_attn.weight', [1024, 3072]],
      ['attn.c_attn.bias', [3072]],
      ['attn.c_proj.weight', [1024, 1024]],
      ['mlp.c_fc.weight', [1024, 4096]],
      ['mlp.c_proj.weight', [4096, 1024]],
    ] as const)
      add(`h.${block}.${name}`, shape, block === 3 ? 'BF16' : 'F16');
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const head = new Uint8Array(8 + text.length);
  new DataView(head.buffer).setBigUint64(0, BigInt(text.length), true);
  head.set(text, 8);
  return { byteLength: head.length + end, read: async (at, count) => head.subarray(at, at + count) };
}
