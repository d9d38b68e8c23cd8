/** `export`: each target by its name, what lies beside it, and what is refused before anything is written. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readModel } from '../../../src/model/modelFile.ts';
import { inMemory } from '../../../src/model/safetensors.ts';
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { exportEndings, exportNames } from '../../../src/export/base/names.ts';
import { dividedTable, inFolder, runCli, runJson } from './runCli.ts';

const quick = ['--set', 'training.epochs=20'];
const trained = (folder: string) => runCli(['train', 'kinds.csv', ...quick, '--save', 'kinds.safetensors'], folder);

describe('export NETWORK', () => {
  it('writes each target of a saved network, with rows of the table that lies beside it', async () => {
    await inFolder({ 'kinds.csv': dividedTable() }, async (folder) => {
      await trained(folder);
      for (const to of exportNames) {
        const out = `${to}${exportEndings[to]}`;
        const report = await runJson(['export', 'kinds.safetensors', '--to', to, '--out', out], folder);
        const { files, ...rest } = report as { files: string[] };
        assert.equal(files[0], out);
        assert.deepEqual(rest, { to, rows: 30, table: 'kinds.csv', numberInputs: [] });
        for (const file of files) assert.ok((await readdir(folder)).includes(file), file);
      }
    });
  });

  it('without a table its rows are made up, and it says so', async () => {
    await inFolder({ 'in/kinds.csv': dividedTable() }, async (folder) => {
      await runCli(['train', 'in/kinds.csv', ...quick, '--save', 'kinds.safetensors'], folder);
      const args = ['export', 'kinds.safetensors', '--to', 'javascript', '--out', 'kinds.mjs'];
      const { stdout } = await runCli(args, folder);
      assert.match(stdout, /^Written: kinds\.mjs\nCheck it with 30 rows that are made up: node kinds\.mjs --check\n$/);
      assert.match(await readFile(join(folder, 'kinds.mjs'), 'utf8'), /Rows made up from what the network knows/);
      const named = await runJson([...args, '--table', 'in/kinds.csv'], folder);
      assert.equal(named['table'], 'kinds.csv');
    });
  });

  it('says where Python would find a program in the place of a module', async () => {
    await inFolder({ 'kinds.csv': dividedTable() }, async (folder) => {
      const args = ['export', 'kinds.csv', '--steps', '5', '--to', 'loops', '--out'];
      assert.match(
        (await runCli([...args, 'random.py'], folder)).stderr,
        /^Python would find random\.py in the place of/m,
      );
      assert.doesNotMatch((await runCli([...args, 'kinds.py'], folder)).stderr, /in the place of/);
    });
  });

  it('a table or configuration is trained first, for so many steps', async () => {
    await inFolder({ 'kinds.csv': dividedTable() }, async (folder) => {
      const args = ['export', 'kinds.csv', '--to', 'pytorch', '--out', 'kinds.py', '--steps', '7'];
      const report = await runJson(args, folder);
      assert.deepEqual(report['files'], ['kinds.py', 'kinds.safetensors']);
      const model = await readModel(inMemory(await readFile(join(folder, 'kinds.safetensors'))), weightsSha256);
      assert.equal(model.origin.step, 7);
    });
  });

  it('never overwrites what it reads: the model beside a PyTorch program stays as it is', async () => {
    await inFolder({ 'kinds.csv': dividedTable() }, async (folder) => {
      await runCli(['train', 'kinds.csv', ...quick, '--save', 'kinds.safetensors', '--with-optimizer'], folder);
      const before = await readFile(join(folder, 'kinds.safetensors'));
      const args = ['export', 'kinds.safetensors', '--to', 'pytorch', '--out', 'kinds.py'];
      assert.deepEqual((await runJson(args, folder))['files'], ['kinds.py']);
      assert.deepEqual(await readFile(join(folder, 'kinds.safetensors')), before);
    });
  });

  it('is refused in one sentence where something is missing or wrong', async () => {
    await inFolder({ 'kinds.csv': dividedTable() }, async (folder) => {
      await trained(folder);
      const reported = async (...args: string[]) => {
        const { code, stderr } = await runCli(['export', 'kinds.safetensors', ...args], folder);
        return `${code} ${stderr}`;
      };
      assert.match(await reported(), /^2 Say what to write: --to onnx\|numpy/);
      assert.match(await reported('--to', 'numpy'), /^2 Say where to write it/);
      assert.match(
        await reported('--to', 'word', '--out', 'a.doc'),
        /^2 --to takes onnx, numpy, .*; "word" is not one/,
      );
      assert.match(
        await reported('--to', 'numpy', '--out', 'a.txt'),
        /^2 --to numpy writes a \.py file; name it "a\.txt\.py"/,
      );
      assert.match(await reported('--to', 'npz', '--out', 'no/a.npz'), /^1 no\/a\.npz: no file can be made here/);
      assert.match(
        await reported('--to', 'npz', '--out', 'a.npz', '--steps', '5'),
        /^2 --steps is for a configuration/,
      );
      assert.match(await reported('--to', 'npz', '--out', 'a.npz', '--table', 'none.csv'), /^1 none\.csv: /);
      assert.deepEqual((await readdir(folder)).sort(), ['kinds.csv', 'kinds.safetensors']);
    });
  });
});
