import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeSafetensors } from '../../../src/model/safetensors.ts';
import { dividedTable, inFolder, repository, runCli, runJson } from './runCli.ts';

describe('nn-explorer shapes, check, gradcheck, describe', function () {
  this.timeout(60_000);

  it('shapes: the form of every matrix', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const { stdout } = await runCli(['shapes', 'a.csv', '--set', 'network.layers=[{"units":4},{"units":3}]'], folder);
      assert.match(stdout, /W¹ 4×2 +b¹ 4×1 +Z¹, A¹ 4×m +tanh +12 parameters/);
      assert.match(stdout, /W² 3×4 +b² 3×1/);
      assert.match(stdout, /W³ 1×3 +b³ 1×1 +Z³, A³ 1×m +sigmoid/);
      const report = await runJson(['shapes', 'a.csv'], folder);
      assert.deepEqual(Object.keys(report), [
        'task',
        'target',
        'features',
        'm',
        'mValidation',
        'mTest',
        'shapes',
        'parameters',
      ]);
    });
  });

  it('describe and shapes of a model: what it reads, where it comes from, the form of every matrix', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      await runCli(['train', 'a.csv', '--set', 'training.epochs=5', '--save', 'a.safetensors'], folder);
      const shapes = await runJson(['shapes', 'a.safetensors'], folder);
      assert.deepEqual(shapes, await runJson(['shapes', 'a.csv'], folder));
      assert.match((await runCli(['shapes', 'a.safetensors'], folder)).stdout, /^X 2×m, m = \d+.*\nW¹ \d+×2 +b¹/);
      const report = await runJson(['describe', 'a.safetensors'], folder);
      assert.equal(report['format'], 'neural-network-explorer 1');
      assert.deepEqual([report['target'], report['classes']], ['kind', ['high', 'low']]);
      assert.deepEqual((report['tensors'] as { name: string }[]).map(({ name }) => name).slice(0, 2), ['W1', 'b1']);
      const { stdout } = await runCli(['describe', 'a.safetensors'], folder);
      assert.match(stdout, /^a\.safetensors: target kind \(binary\)\na\.csv \(40 rows\); step \d+; /);
    });
  });

  it('describe and shapes of a foreign or a broken file: its tensors, or a sentence', async () => {
    const foreign = encodeSafetensors([{ name: 'fc.weight', shape: [2, 3], values: new Float32Array(6) }], {
      by: 'me',
    });
    await inFolder({ 'f.safetensors': foreign, 'b.safetensors': 'no' }, async (folder) => {
      const tensors = [{ name: 'fc.weight', dtype: 'F32', shape: [2, 3], bytes: 24 }];
      assert.deepEqual(await runJson(['shapes', 'f.safetensors'], folder), { tensors });
      const report = await runJson(['describe', 'f.safetensors'], folder);
      assert.deepEqual([report['format'], report['origin'], report['tensors']], [null, null, tensors]);
      assert.match(
        (await runCli(['describe', 'f.safetensors'], folder)).stdout,
        /1 tensors\nfc\.weight +F32 +2×3 +24 B/,
      );
      const broken = await runCli(['describe', 'b.safetensors'], folder);
      assert.equal(broken.code, 1);
      assert.match(broken.stderr, /^b\.safetensors: this is no safetensors file: it has 2 bytes/);
    });
  });

  it('check: nothing to say, or problems with their places and exit code 1', async () => {
    const files = {
      'a.csv': dividedTable(),
      'good.nnconfig': '{ "data": { "file": "a.csv", "target": "kind" }, "network": { "layers": [{ "units": 3 }] } }',
      'flat.nnconfig':
        '{ "data": { "file": "a.csv", "target": "kind" },\n  "network": { "layers": [{ "units": 3 }], "initialization": { "scheme": "zeros" } } }',
      'bad.nnconfig':
        '{ "data": { "file": "a.csv", "target": "kind" },\n  "training": { "epochs": 0, "optimizer": "adan" } }',
    };
    await inFolder(files, async (folder) => {
      const good = await runCli(['check', 'good.nnconfig'], folder);
      assert.deepEqual(good, { code: 0, stdout: 'good.nnconfig: no problems\n', stderr: '' });
      const flat = await runCli(['check', 'flat.nnconfig'], folder);
      assert.equal(flat.code, 0);
      assert.match(flat.stdout, /^flat\.nnconfig:2:\d+: warning: .*identical/);
      const bad = await runCli(['check', 'bad.nnconfig'], folder);
      assert.equal(bad.code, 1);
      assert.match(bad.stdout, /^bad\.nnconfig:2:27: error: .*epochs/m);
      assert.match(bad.stdout, /^bad\.nnconfig:2:43: error: .*adam/m);
      assert.match(bad.stderr, /^bad\.nnconfig:2:27: .*\(1 more\)\n$/);
      assert.equal((await runCli(['check', 'a.csv'], folder)).code, 0);
      const json = JSON.parse((await runCli(['check', 'bad.nnconfig', '--json'], folder)).stdout);
      assert.equal(json.errors, 2);
      assert.deepEqual([json.problems[0].line, json.problems[0].column, json.problems[0].severity], [2, 27, 'error']);
    });
  });

  it('gradcheck: the relative error, below 1e-7', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const { code, stdout } = await runCli(['gradcheck', 'a.csv'], folder);
      assert.equal(code, 0);
      assert.match(stdout, /^relative error \d\.\d+e-\d+: passed \(49 parameters.*ε = .*engine \d\.\d+e/);
      const json = await runJson(['gradcheck', 'a.csv', '--set', 'training.l2=0.5'], folder);
      assert.ok(Number(json.relativeError) < 1e-7 && Number(json.relativeError) > 0);
      assert.ok(Number(json.engineError) < 1e-12);
      assert.equal(json.passed, true);
    });
  });

  it('gradcheck passes on every sample, and where all weights are zero', async () => {
    const samples = (await readdir(join(repository, 'samples'))).filter((name) => name.endsWith('.nnconfig'));
    assert.ok(samples.length >= 7);
    for (const sample of samples) {
      const { code, stderr } = await runCli(['gradcheck', `samples/${sample}`]);
      assert.deepEqual([sample, code, stderr], [sample, 0, '']);
    }
    for (const set of [
      'network.initialization={"scheme":"zeros"}',
      'network.initialization={"scheme":"scaled","scale":0}',
    ]) {
      const { code, stdout, stderr } = await runCli(['gradcheck', 'samples/xor.nnconfig', '--set', set]);
      assert.deepEqual([set, code, stderr], [set, 0, '']);
      assert.match(stdout, /passed/);
    }
  });

  it('describe: columns, target, task and repairs of a table', async () => {
    const table = 'id,size,color,when\n1,2.5,red,2024-01-01\n2,,green,2024-01-02\n3,4,red\n4,3.5,green,2024-01-04\n';
    await inFolder({ 'a.csv': table }, async (folder) => {
      const report = await runJson(['describe', 'a.csv'], folder);
      assert.deepEqual(Object.keys(report), [
        'file',
        'encoding',
        'delimiter',
        'header',
        'rows',
        'columns',
        'target',
        'task',
        'repairs',
      ]);
      assert.equal(report.file, 'a.csv');
      assert.equal(report.delimiter, ',');
      assert.equal(report.header, true);
      assert.equal(report.rows, 4);
      const columns = report.columns as Record<string, unknown>[];
      assert.deepEqual(Object.keys(columns[1] ?? {}), [
        'name',
        'type',
        'unit',
        'missing',
        'distinct',
        'min',
        'max',
        'mean',
        'role',
        'reason',
        'sample',
        'doubts',
      ]);
      const { reason, sample, ...facts } = columns[1] ?? {};
      assert.deepEqual(Object.keys(reason as object), ['code', 'message', 'values']);
      assert.deepEqual(facts, {
        name: 'size',
        type: 'number',
        unit: null,
        missing: 1,
        distinct: 3,
        min: 2.5,
        max: 4,
        mean: 10 / 3,
        role: columns[1]?.['role'],
        doubts: [],
      });
      assert.ok(Array.isArray(sample));
      assert.deepEqual(Object.keys(report.target as object), ['name', 'reason', 'runnerUp']);
      const repairs = report.repairs as Record<string, unknown>[];
      assert.deepEqual(Object.keys(repairs[0] ?? {}), ['kind', 'message', 'line', 'lines', 'count']);
      assert.ok(
        repairs.some(({ line, kind }) => line === 4 && kind === 'missingCells'),
        JSON.stringify(repairs),
      );
      const { stdout } = await runCli(['describe', 'a.csv'], folder);
      assert.match(stdout, /^size +number +\w+ +1 +3 +2\.5 +4 +3\.33333/m);
      assert.match(stdout, /^a\.csv:4: missingCells: /m);
    });
  });

  it('--help and --version', async () => {
    const help = await runCli(['--help']);
    assert.equal(help.code, 0);
    for (const word of [
      'train',
      'shapes',
      'check',
      'gradcheck',
      'describe',
      '--target',
      '--set',
      '--costs-at',
      '--predictions',
      '--json',
    ]) {
      assert.ok(help.stdout.includes(word), word);
    }
    const { version } = (await import(`${repository}/package.json`, { with: { type: 'json' } })).default;
    assert.equal((await runCli(['--version'])).stdout, `${version}\n`);
  });
});
