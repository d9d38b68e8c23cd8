/**
 * Exported programs run: they say that they are the same network, train to the same costs, and pyflakes finds nothing in them. All of them
 * in one process of Python, whose start takes longer than most programs.
 */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { exportTargets } from '../../../src/export/targets.ts';
import { type Case, caseCount, caseOf } from './networks.ts';
import { printedCosts, type ProgramResult, runPrograms, type Trained, trainedExport } from './exporting.ts';

const programs = ['numpy', 'loops', 'pytorch'] as const;
/** The loops take their time. */
const steps = { numpy: 60, loops: 20, pytorch: 60 };

interface Proof {
  readonly one: Case;
  readonly to: (typeof programs)[number];
  trained?: Trained;
  result?: ProgramResult;
}

const isLong = process.env['NN_LONG'] !== undefined;

/** Each third of the cases by the slow loops, all of them in a long test. */
const proofs: Proof[] = Array.from({ length: caseCount }, (_, index) => caseOf(index)).flatMap((one, index) =>
  programs.filter((to) => to !== 'loops' || isLong || index % 3 === 0).map((to) => ({ one, to })),
);

describe('export/python', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nn-programs-'));
    const expected = [];
    for (const [k, proof] of proofs.entries()) {
      const { table, config } = proof.one;
      const own = join(folder, String(k));
      await mkdir(own);
      proof.trained = await trainedExport(table, config, steps[proof.to]);
      for (const { name, content } of exportTargets[proof.to].write(proof.trained.exported))
        await writeFile(join(own, name), content);
      await writeFile(join(own, 'net.csv'), table);
      const { step } = proof.trained.trainer;
      expected.push({
        path: join(own, 'net.py'),
        runs: [['--check'], ['--train', 'net.csv', String(step)], ['net.csv'], []],
      });
    }
    const results = await runPrograms(expected);
    proofs.forEach((proof, k) => {
      proof.result = results[k]!;
    });
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const proof of proofs) {
    it(`${proof.to}: ${proof.one.name}`, () => {
      const { result, trained } = proof as Required<Proof>;
      const [checked, training, predicted, none] = result.runs;
      assert.deepEqual([checked!.stderr, checked!.code], ['', 0]);
      assert.match(checked!.stdout, /^max \|Δ\| = \d\.\de[-+]\d\d over \d+ rows: the same network\n$/);
      assert.deepEqual([training!.stderr, training!.code], ['', 0]);
      const { trainer, exported } = trained;
      const cost = printedCosts(training!.stdout).get(trainer.step);
      const ours = trainer.evaluate(trainer.train).cost;
      assert.ok(cost !== undefined && Math.abs(cost - ours) <= 1e-10 * Math.abs(ours), `${cost} against ${ours}`);
      assert.deepEqual([predicted!.stderr, predicted!.code], ['', 0]);
      assert.equal(predicted!.stdout.split('\n').length, proof.one.table.split('\n').length, exported.stem);
      assert.deepEqual([none!.code, result.flakes], [2, '']);
    });
  }
});
