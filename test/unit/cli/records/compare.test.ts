/** `runs compare`: weights with their units matched, confusion matrices and changed predictions, against what the runs themselves say. */
import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dividedTable, inFolder, runCli, runJson } from '../runCli.ts';

interface Compared {
  readonly weights: {
    readonly left: number[][];
    readonly asTheyStand: number[][];
    readonly matches: { layers: { units: number[]; signs: number[] }[]; difference: number[] }[];
  } | null;
  readonly confusions: ({ classes: string[]; counts: Record<string, number[] | null> } | null)[];
  readonly predictions: {
    readonly rows: number;
    readonly changed: number;
    readonly list: { line: number; target: string; truth: string; predictions: string[]; parts: string[] }[];
  } | null;
}

const small = ['--set', 'training.epochs=3', '--set', 'network.layers=[{"units":3,"activation":"tanh"}]'];

async function record(folder: string, table: string, seed: number, ...more: readonly string[]): Promise<string> {
  const seeded = ['--set', `network.initialization.seed=${seed}`, '--predictions', `${seed}.csv`];
  const args = ['train', table, ...small, ...seeded, ...more, '--record', '.nn-runs'];
  assert.equal((await runCli(args, folder)).code, 0);
  const { id } = await runJson(['runs', 'show', 'latest'], folder);
  return String(id);
}

async function compared(folder: string, ids: readonly string[], ...more: readonly string[]): Promise<Compared> {
  return (await runJson(['runs', 'compare', ...ids, ...more], folder)) as unknown as Compared;
}

/** The lines that `train --predictions` wrote, by the line of the table. */
async function predictionsOf(folder: string, seed: number): Promise<Map<string, string[]>> {
  const [, ...lines] = (await readFile(join(folder, `${seed}.csv`), 'utf8')).trim().split('\n');
  return new Map(lines.map((line) => [line.split(',')[0] ?? '', line.split(',')]));
}

describe('runs compare', () => {
  it('has the predictions that train wrote, and counts them', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const hardly = ['--set', 'training.epochs=1', '--set', 'training.batchSize=full'];
      const ids = [await record(folder, 'a.csv', 1), await record(folder, 'a.csv', 2, ...hardly)];
      const { predictions, confusions } = await compared(folder, ids);
      const [one, two] = [await predictionsOf(folder, 1), await predictionsOf(folder, 2)];
      const differ = [...one].filter(([line, cells]) => cells[2] !== two.get(line)?.[2]);
      assert.ok(differ.length > 0, 'The test needs two networks that do not agree.');
      assert.deepEqual([predictions?.rows, predictions?.changed], [one.size, differ.length]);
      assert.deepEqual(
        predictions?.list,
        differ.map(([line, [, truth, said, , , part]]) => ({
          ...{ line: Number(line), target: 'kind', truth },
          ...{ predictions: [said, two.get(line)?.[2]], parts: [part, part] },
        })),
      );
      for (const [i, own] of [one, two].entries())
        for (const part of ['train', 'validation']) {
          const rows = [...own.values()].filter((cells) => cells.at(-1) === part);
          const { classes = [], counts } = confusions[i] ?? {};
          const expected = classes.flatMap((truth) =>
            classes.map((said) => rows.filter((cells) => cells[1] === truth && cells[2] === said).length),
          );
          assert.deepEqual(counts?.[part], expected, `run ${i}, ${part}`);
        }
    }));

  it('says how far matched weights are apart: nothing for a run and its repetition, less than as they stand for others', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const ids = [
        await record(folder, 'a.csv', 1),
        await record(folder, 'a.csv', 1),
        await record(folder, 'a.csv', 2),
      ];
      const { weights } = await compared(folder, ids);
      assert.ok(weights);
      assert.deepEqual([weights.left[0]?.[1], weights.left[2]?.[2]], [0, 0]);
      const [left = 0, before = 0] = [weights.left[0]?.[2], weights.asTheyStand[0]?.[2]];
      assert.ok(left > 0 && left < before, `${left}, as they stand ${before}`);
      assert.equal(weights.left[2]?.[0], left);
      const [, same, other] = weights.matches;
      assert.deepEqual(same?.layers, [{ units: [0, 1, 2], signs: [1, 1, 1] }]);
      assert.ok(same.difference.every((value) => value === 0));
      assert.deepEqual([...(other?.layers[0]?.units ?? [])].sort(), [0, 1, 2]);
    }));

  it('compares what is there: another shape has no weights in common, a table that is gone no predictions', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const wider = ['--set', 'network.layers=[{"units":4,"activation":"tanh"}]'];
      const ids = [await record(folder, 'a.csv', 1), await record(folder, 'a.csv', 2, ...wider)];
      assert.equal((await compared(folder, ids)).weights, null);
      await writeFile(join(folder, 'a.csv'), 'x,class\n1,high\n');
      assert.ok((await compared(folder, ids)).predictions, 'from the copy');
      await rm(join(folder, '.nn-runs', 'tables'), { recursive: true });
      const gone = await compared(folder, ids);
      assert.deepEqual([gone.predictions, gone.confusions], [null, [null, null]]);
      const { code, stdout, stderr } = await runCli(['runs', 'compare', ...ids], folder);
      assert.deepEqual([code, /network\.layers/.test(stdout)], [0, true]);
      assert.match(stderr, /Their predictions are not compared/i);
      await writeFile(join(folder, 'b.csv'), dividedTable());
      assert.ok((await compared(folder, ids, '--data', 'b.csv')).predictions);
    }));

  it('of numbers it lists first what is furthest apart', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i / 10},${Math.sin(i / 4)}`);
    return inFolder({ 'n.csv': `x,y\n${rows.join('\n')}\n` }, async (folder) => {
      const ids = [await record(folder, 'n.csv', 1), await record(folder, 'n.csv', 2)];
      const { predictions, confusions } = await compared(folder, ids);
      assert.deepEqual(confusions, [null, null]);
      const spreads = (predictions?.list ?? []).map(({ predictions: [a, b] }) => Math.abs(Number(a) - Number(b)));
      assert.equal(spreads.length, 40);
      assert.ok(spreads.every((spread, i) => spread <= (spreads[i - 1] ?? Number.POSITIVE_INFINITY) + 1e-4));
    });
  });

  it('prints matrices side by side', () =>
    inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const ids = [await record(folder, 'a.csv', 1), await record(folder, 'a.csv', 2)];
      const { stdout } = await runCli(['runs', 'compare', ...ids], folder);
      assert.match(stdout, /What is left of the weights \(\d+ numbers\)/);
      assert.match(stdout, /0\.000 \(0\.000\) +\d\.\d{3} \(\d\.\d{3}\)/);
      assert.match(stdout, /Confusion matrix, validation[^\n]*\n +\S+ +\S+\n +\S+ +\S+ +\S+ +\S+\n/);
      assert.match(stdout, /predictions are not the same in all of them/);
    }));
});
