/** `train --save`: the network of the report as a file, and what of the file system and the options is refused. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readModel } from '../../../src/model/modelFile.ts';
import { inMemory } from '../../../src/model/safetensors.ts';
import { dividedTable, inFolder, runCli, runJson } from './runCli.ts';
import { weightsSha256 as fingerprint } from '../../../src/platform/node/fingerprint.ts';

const quick = ['--set', 'training.epochs=20'];

describe('train --save FILE', () => {
  it('writes the weights of the report, its figures and the table they come from', async () => {
    const table = dividedTable();
    await inFolder({ 'in/kinds.csv': table }, async (folder) => {
      const report = await runJson(['train', 'in/kinds.csv', ...quick, '--save', 'kinds.safetensors'], folder);
      const model = await readModel(inMemory(await readFile(join(folder, 'kinds.safetensors'))), fingerprint);
      const { origin, config, pipeline, state } = model;
      assert.equal(origin.weightsSha256, report['weightsSha256']);
      assert.deepEqual(origin.table, {
        name: 'kinds.csv',
        bytes: table.length,
        sha256: createHash('sha256').update(table).digest('hex'),
        rows: 40,
      });
      for (const [name, figure] of Object.entries(origin.metrics)) assert.equal(figure, report[name], name);
      for (const name of ['m', 'mValidation', 'mTest', 'engine', 'precision'] as const)
        assert.equal(origin[name], report[name], name);
      assert.deepEqual([origin.step, origin.epoch], [report['steps'], report['epochs']]);
      assert.ok(Math.abs(Date.now() - Date.parse(origin.time)) < 600_000);
      assert.equal(config.data.file, 'kinds.csv');
      assert.deepEqual(pipeline.classes, ['high', 'low']);
      assert.equal(state, null);
    });
  });

  it('with --with-optimizer it holds what the training needs to go on', async () => {
    await inFolder({ 'kinds.csv': dividedTable() }, async (folder) => {
      const args = ['train', 'kinds.csv', ...quick, '--save', 'kinds.safetensors', '--with-optimizer'];
      const report = await runJson(args, folder);
      const { state } = await readModel(inMemory(await readFile(join(folder, 'kinds.safetensors'))), fingerprint);
      assert.equal(state?.step, report['steps']);
      assert.ok(state?.firstMoment.some((value) => value !== 0));
    });
  });

  it('is refused before the training where the name or the place is wrong', async () => {
    await inFolder({ 'kinds.csv': dividedTable() }, async (folder) => {
      const reported = async (...args: string[]) => {
        const { code, stderr } = await runCli(['train', 'kinds.csv', ...quick, ...args], folder);
        return `${code} ${stderr}`;
      };
      assert.match(await reported('--save', 'kinds.csv'), /^2 --save writes a \.safetensors file; name it/);
      assert.match(
        await reported('--save', 'no/kinds.safetensors'),
        /^1 no\/kinds\.safetensors: no file can be made here/,
      );
      assert.match(await reported('--with-optimizer'), /^2 --with-optimizer says what --save FILE writes/);
      assert.match(await reported('--save', 'a.safetensors', '--save', 'b.safetensors'), /^2 --save may be given once/);
    });
  });
});
