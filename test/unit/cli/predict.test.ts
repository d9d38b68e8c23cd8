/** `predict MODEL TABLE`: what is written where, what is told, and what is refused. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inFolder, runCli, runJson } from './runCli.ts';

const golden = resolve('test/golden/model');
const modelFile = join(golden, 'format-1.safetensors');

/** The model of ants, bees and flies on a table that is written for the test. */
async function predicted(table: string | Uint8Array, ...args: string[]) {
  return inFolder({ 'new.csv': table }, (folder) => runCli(['predict', modelFile, 'new.csv', ...args], folder));
}

const rows = ['3.5,east,no,8.5,ant', '2,south,yes,1.25,bee', '1,north,no,-3,fly', '4,east,no,2,fly'];
const table = (lines: readonly string[] = rows, header = 'width,place,winged,weight,kind') =>
  `${[header, ...lines].join('\n')}\n`;

describe('predict MODEL TABLE', () => {
  it('says of the table it was trained on what the training said', async () => {
    const before = (await readFile(join(golden, 'format-1.csv'), 'utf8')).replaceAll(
      /,(?:part|train|validation)$/gm,
      '',
    );
    const { code, stdout, stderr } = await runCli(['predict', modelFile, join(golden, 'insects.csv')]);
    assert.equal(code, 0);
    assert.equal(stdout, before);
    assert.match(stderr, /insects\.csv: 48 rows predicted, accuracy 39\.6 %, balanced accuracy/);
    assert.match(stderr, /trained on rows of this table: the figures flatter it/);
  });

  it('--json prints one object and no lines; --out takes the lines', async () => {
    await inFolder({ 'new.csv': table() }, async (folder) => {
      const report = await runJson(['predict', modelFile, 'new.csv', '--out', 'out.csv'], folder);
      const fields = ['task', 'target', 'rows', 'predicted', 'skipped', 'metrics', 'repairs', 'seconds'];
      assert.deepEqual(Object.keys(report), fields);
      assert.deepEqual([report['task'], report['target'], report['predicted']], ['multiclass', 'kind', 4]);
      assert.equal((await readFile(join(folder, 'out.csv'), 'utf8')).split('\n').length, 6);
    });
  });

  it('--append keeps the cells as they are written, in delimiter, quotes and encoding', async () => {
    const text = table(
      ['"3,5";east;no;"8,5";ant;Größe', '2;south;yes;1,25;bee;x'],
      'width;place;winged;weight;kind;note',
    );
    await inFolder({ 'new.csv': Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1') }, async (folder) => {
      const { code } = await runCli(['predict', modelFile, 'new.csv', '--append', '--out', 'out.csv'], folder);
      const out = (await readFile(join(folder, 'out.csv'))).toString('latin1').split(/\r?\n/);
      assert.equal(code, 0);
      assert.match(out[0]!, /^width;place;winged;weight;kind;note;line;target;prediction;probability:ant;/);
      assert.match(out[1]!, /^"3,5";east;no;"8,5";ant;Größe;2;ant;\w+;0,\d+;0,\d+;0,\d+$/);
      assert.match(out[2]!, /^2;south;yes;1,25;bee;x;3;bee;\w+;0,/);
    });
  });

  it('refuses a table that lacks columns, naming all and the nearest', async () => {
    const { code, stdout, stderr } = await predicted(table(['1,2,no', '3,4,yes'], 'Widths,weigth,winged'));
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /no column "width", "place", "weight", which the network reads.*"Widths", "weigth"/s);
  });

  it('tells what stood in, and words and classes that it never saw', async () => {
    const { code, stdout, stderr } = await predicted(table([...rows, 'wide,west,perhaps,2,wasp', '1,east,no,3,']));
    assert.equal(code, 0);
    assert.match(stderr, /new\.csv:6: column "width": "wide" is not a number/);
    assert.match(stderr, /new\.csv:6: column "width": a cell has no value; 2\.48571 stood in/);
    assert.match(stderr, /new\.csv:6: column "place": "west" never came in training/);
    assert.match(stderr, /new\.csv:6: column "winged": "perhaps" is neither of the two answers/);
    assert.match(stderr, /new\.csv:6: column "kind": "wasp" was no class in training/);
    assert.match(stderr, /new\.csv:7: column "kind": a cell has no answer/);
    assert.match(stdout, /^6,wasp,(?:ant|bee|fly),0\./m);
    assert.match(stdout, /^7,,(?:ant|bee|fly),0\./m);
  });

  it('refuses a column of which more than half has no value', async () => {
    const { code, stdout, stderr } = await predicted(table(['x,east,no,1,ant', 'y,east,no,2,bee', '1,east,no,3,fly']));
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /column "width": 2 of 3 cells have no value that the network can read \("x", "y"\)/);
  });

  it('--target names the column with the answers', async () => {
    const header = 'width,place,winged,weight,truth';
    const { code, stdout } = await predicted(table(rows, header), '--target', 'truth');
    assert.equal(code, 0);
    assert.match(stdout, /^line,target,prediction/);
    assert.match((await predicted(table(rows, header))).stdout, /^line,prediction,probability:ant/);
    const wrong = await predicted(table(rows, header), '--target', 'truht');
    assert.deepEqual([wrong.code, wrong.stdout], [1, '']);
    assert.match(wrong.stderr, /no column "truht" with answers.*"truth"/);
  });

  it('refuses what is no model, and writes over neither model nor table', async () => {
    await inFolder({ 'new.csv': table(), 'a.safetensors': 'hello' }, async (folder) => {
      const reported = async (...args: string[]) => {
        const { code, stderr } = await runCli(['predict', ...args], folder);
        return `${code} ${stderr}`;
      };
      assert.match(await reported('a.safetensors', 'new.csv'), /^1 a\.safetensors: this is no safetensors file/);
      assert.match(await reported('b.safetensors', 'new.csv'), /^1 b\.safetensors: there is no such file/);
      assert.match(await reported(modelFile, 'old.csv'), /^1 old\.csv: /);
      assert.match(await reported(modelFile), /^2 "predict" needs TABLE/);
      assert.match(await reported(modelFile, 'new.csv', 'x.csv'), /^2 .*"x\.csv" is one too many/);
      assert.match(await reported(modelFile, 'new.csv', '--out', 'new.csv'), /^2 --out would overwrite the input/);
      await writeFile(join(folder, 'empty.csv'), 'width,place,winged,weight\n');
      assert.match(await reported(modelFile, 'empty.csv'), /^1 empty\.csv: nothing could be predicted/);
    });
  });
});
