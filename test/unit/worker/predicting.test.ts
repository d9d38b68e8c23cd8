/** Tables that a model is applied to in the worker: the same lines, figures and refusals as on the command line. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RequestClient } from '../../../src/protocol/requestClient.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';
import type { FromWorker } from '../../../src/protocol/workerApi.ts';
import { CancelSource } from '../../../src/session/cancelSource.ts';
import { WorkerService } from '../../../src/worker/workerService.ts';
import { inFolder, runCli, runJson } from '../cli/runCli.ts';

const services: WorkerService[] = [];

function worker(): RequestClient {
  const service: WorkerService = new WorkerService({
    now: () => performance.now(),
    defer: (callback) => void setImmediate(callback),
    later: (callback, milliseconds) => void setTimeout(callback, milliseconds),
    post: (message: FromWorker) => client.receive(structuredClone(message)),
  });
  services.push(service);
  const client = new RequestClient((message) => void service.receive(structuredClone(message)));
  return client;
}

const penguins = join(process.cwd(), 'samples/penguins.csv');
const quick = ['--target', 'species', '--set', 'training.epochs=30', '--save', 'p.safetensors'];

async function trained(use: (folder: string) => Promise<void>, files: Readonly<Record<string, string>> = {}) {
  await inFolder({ 'p.csv': await readFile(penguins, 'utf8'), ...files }, async (folder) => {
    assert.equal((await runCli(['train', 'p.csv', ...quick], folder)).code, 0);
    await use(folder);
  });
}

const requestIn = (folder: string, table = 'p.csv') => ({
  model: { kind: 'path', path: join(folder, 'p.safetensors') } as const,
  table: { kind: 'path', path: join(folder, table), name: table } as const,
  answers: [],
});

const refusedAs = (code: string) => (error: unknown) => error instanceof RequestError && error.notice.code === code;

describe('predict in the worker', () => {
  afterEach(() => Promise.all(services.splice(0).map((service) => service.dispose())));

  it('has the lines, the figures and the files of the command line', async () => {
    await trained(async (folder) => {
      const client = worker();
      const shares: number[] = [];
      const report = await client.request('predict', requestIn(folder), {
        onProgress: ({ done, total }) => shares.push(done / total),
      });
      const { metrics, rows, predicted, repairs } = await runJson(['predict', 'p.safetensors', 'p.csv'], folder);
      assert.deepEqual([report.metrics, report.rows, report.predicted], [metrics, rows, predicted]);
      assert.equal(report.repairs.length, (repairs as unknown[]).length);
      assert.ok(shares.every((share) => share > 0 && share <= 1));
      const reported = await runCli(['predict', 'p.safetensors', 'p.csv'], folder);
      const lines = reported.stdout.trimEnd().split('\n');
      assert.equal(report.header.join(','), lines[0]);
      const page = await client.request('predictedRows', { from: 100, count: 30 });
      assert.deepEqual(
        page.map((cells) => cells.join(',')),
        lines.slice(101, 131),
      );
      const path = join(folder, 'out.csv');
      assert.equal(await client.request('writePredictions', { path, append: false }), null);
      assert.equal(await readFile(path, 'utf8'), reported.stdout);
      const bytes = await client.request('writePredictions', { path: null, append: true });
      const appended = await runCli(['predict', 'p.safetensors', 'p.csv', '--append'], folder);
      assert.equal(new TextDecoder().decode(bytes ?? new Uint8Array()), appended.stdout);
    });
  });

  it('reads bytes of an editor, and refuses in the words of the command line', async () => {
    await trained(async (folder) => {
      const client = worker();
      const bytes = new TextEncoder().encode('species,island\nAdelie,Dream\n');
      const table = { kind: 'bytes', bytes, name: 'new.csv' } as const;
      await assert.rejects(client.request('predict', { ...requestIn(folder), table }), refusedAs('predict.missing'));
      await assert.rejects(client.request('predictedRows', { from: 0, count: 1 }), refusedAs('request.noPrediction'));
      const model = { kind: 'path', path: penguins } as const;
      await assert.rejects(client.request('predict', { ...requestIn(folder), model }), refusedAs('model.headerLength'));
    });
  });

  it('can be given up in the middle, and the next one is answered', async () => {
    await trained(async (folder) => {
      const [header = '', ...rows] = (await readFile(penguins, 'utf8')).trimEnd().split('\n');
      await writeFile(join(folder, 'long.csv'), `${header}\n${`${rows.join('\n')}\n`.repeat(120)}`);
      const client = worker();
      const source = new CancelSource();
      const pending = client.request('predict', requestIn(folder, 'long.csv'), {
        token: source.token,
        onProgress: () => source.cancel(),
      });
      await assert.rejects(pending, (error) => error instanceof RequestError && error.reason === 'cancelled');
      assert.equal((await client.request('predict', requestIn(folder))).predicted, rows.length);
    });
  });

  it('says of one row what it says of the table', async () => {
    await trained(async (folder) => {
      const client = worker();
      const [header = '', first = ''] = (await readFile(penguins, 'utf8')).split('\n');
      const cells = first.split(',');
      const values = new Map(
        header.split(',').map((name, k): [string, string | number] => {
          const text = cells[k] ?? '';
          return [name, Number.isNaN(Number(text)) ? text : Number(text)];
        }),
      );
      const { model } = requestIn(folder);
      const tried = await client.request('tryRow', { model, values });
      const { stdout } = await runCli(['predict', 'p.safetensors', 'p.csv'], folder);
      const [names = '', line = ''] = stdout.split('\n');
      assert.deepEqual(['line', 'target', ...tried.header], names.split(','));
      assert.deepEqual(tried.cells, line.split(',').slice(2));
    });
  });
});
