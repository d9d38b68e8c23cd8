/** Every sentence of a cell agrees with an independent computation, forward, backward and in the update, for random networks. */
import assert from 'node:assert/strict';
import type { NetworkConfig } from '../../../../src/config/schema/schema.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { unitsOf } from '../../../../src/core/network/shape.ts';
import { optimizers } from '../../../../src/core/training/settings.ts';
import { evaluate } from '../../../../src/equations/evaluate.ts';
import { number } from '../../../../src/equations/expression.ts';
import { leavesOf, withNumbers } from '../../../../src/equations/sentence.ts';
import type { CellAnswer } from '../../../../src/protocol/answers.ts';
import { type CellName, type ExampleSet, isAverage } from '../../../../src/protocol/subjects.ts';
import { says } from '../../says.ts';
import { trials } from '../../../trials.ts';
import { type Asking, asking, sample } from './asking.ts';
import { type Own, type OwnCell, ownActivations, ownNumber, ownPass, ownUpdate } from './ownArithmetic.ts';

const count = trials(10, 50);
const tables = ['iris', 'flower-2-4-1', 'greenhouse'] as const;

interface Case {
  readonly name: string;
  readonly config: NetworkConfig;
  readonly random: RandomState;
}

function caseOf(seed: number): Case {
  const random = new RandomState(seed + 1);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random.random() * of.length)]!;
  const layers = Array.from({ length: 1 + Math.floor(random.random() * 3) }, () => ({
    units: 1 + Math.floor(random.random() * 5),
    activation: one(ownActivations),
  }));
  const table = tables[seed % tables.length]!;
  const optimizer = optimizers[seed % optimizers.length]!;
  const training = {
    ...{ optimizer, learningRate: 0.02, l2: one([0, 0.3]), batchSize: one(['full', 16, 7] as const) },
    ...(table === 'greenhouse' ? { loss: one(['squaredError', 'huber'] as const) } : {}),
  };
  const network = { layers, initialization: { scheme: 'xavier', seed } } as Partial<NetworkConfig['network']>;
  const config = sample(table, { network, training: training as Partial<NetworkConfig['training']> });
  return {
    name: `${table}, ${layers.map(({ units, activation }) => `${units} ${activation}`).join(', ')}, ${optimizer}`,
    config,
    random,
  };
}

function assertNear(actual: number | null, expected: number, what: string): void {
  const size = Math.max(1e-6, Math.abs(expected));
  assert.ok(actual !== null && Math.abs(actual - expected) <= 1e-8 * size, `${what}: ${actual}, by hand ${expected}`);
}

/** What the sentence comes to when one reckons with its numbers. */
function reckoned({ right, leaves: numbers }: CellAnswer, leakySlope = 0.01): number {
  assert.ok(right);
  const of = () => ({ rows: 1, columns: 1, values: Float64Array.of(leakySlope) });
  const tree = withNumbers(
    right,
    Array.from(numbers, (value) => number(value)),
    of,
  );
  return evaluate(tree, of).values[0]!;
}

describe('"cell": a cell in its own arithmetic', () => {
  for (let seed = 0; seed < count; seed++) {
    const { name, config, random } = caseOf(seed);
    it(`${name}: every sentence is what plain loops give`, async () => {
      const asked = await asking(config);
      asked.train(3);
      const { trainer } = asked.run;
      const all = Array.from({ length: trainer.train.m }, (_, i) => i);
      const own = ownPass(trainer, trainer.parameters.values, all, trainer.settings.l2);
      await checkPass(asked, own, 'train', random);
      await checkStep(asked, random);
    });
  }

  async function checkPass(asked: Asking, own: Own, examples: ExampleSet, random: RandomState): Promise<void> {
    const { spec } = asked.run;
    const m = own.loss.length;
    for (let l = 1; l <= spec.layers.length; l++) {
      for (const which of ['Z', 'A', 'dZ', 'dA', 'dW', 'db', 'loss'] as const) {
        if (which === 'loss' && l < spec.layers.length) continue;
        const widths: Partial<Record<CellName, number>> = { dW: unitsOf(spec, l - 1), db: 1 };
        const row = which === 'loss' ? 0 : Math.floor(random.random() * unitsOf(spec, l));
        const column = Math.floor(random.random() * (widths[which] ?? m));
        const answer = await asked.ask({ kind: 'cell', which, layer: l, row, column, examples });
        checkCell(answer, own, which);
        // The slope of a natural pair's loss is in no equation.
        if (which === 'dA' && l === spec.layers.length && !answer.right) continue;
        assertNear(reckoned(answer), answer.value!, `the sentence of ${which}${l}`);
        if ((which === 'dW' || which === 'db') && answer.difference)
          assert.ok(Math.abs(answer.difference.value - answer.value!) < 1e-6 * Math.max(1, Math.abs(answer.value!)));
      }
    }
  }

  function checkCell(answer: CellAnswer, own: Own, which: CellName): void {
    const { layer, row, column, right, leaves: numbers } = answer;
    const variable =
      which === 'loss' ? ({ kind: 'loss' } as const) : ({ kind: 'matrix', letter: which, layer } as const);
    // Where the loss has a natural pair, dA of the output is not what the own loops call so.
    if (right) assertNear(answer.value, ownNumber(own, variable as never, row, column)!, `${which}${layer}`);
    if (!right) return;
    leavesOf(right).forEach((leaf, index) => {
      if (leaf.kind !== 'element') return;
      const expected = ownNumber(own, leaf.variable, leaf.row, leaf.column);
      if (expected !== undefined) assertNear(numbers[index]!, expected, `a letter of ${which}${layer}`);
    });
  }

  async function checkStep(asked: Asking, random: RandomState): Promise<void> {
    const { trainer, dataset, spec } = asked.run;
    const before = trainer.checkpoint();
    const advance = () => asked.ask({ kind: 'phase', action: 'advance' });
    let { next } = await advance();
    while (next.kind !== 'update') ({ next } = await advance());
    const window = { rows: { from: 0, count: 1 }, columns: { from: 0, count: 1000 } };
    const { lines } = await asked.ask({ kind: 'matrix', which: 'X', layer: 0, examples: 'step', ...window });
    const columns = lines.map((line) => dataset.trainLines.indexOf(line));
    assert.equal(columns.length, trainer.batchExamples);
    const own = ownPass(trainer, before.parameters, columns, trainer.settings.l2);
    await checkPass(asked, own, 'step', random);
    await advance();
    // The same after the update, although the weights are others now.
    await checkPass(asked, own, 'step', random);
    const settings = { ...trainer.settings };
    let at = 0;
    for (let l = 1; l <= spec.layers.length; l++) {
      for (const parameter of ['W', 'b'] as const) {
        const width = parameter === 'W' ? unitsOf(spec, l - 1) : 1;
        const [row, column] = [Math.floor(random.random() * unitsOf(spec, l)), Math.floor(random.random() * width)];
        const position = at + row * width + column;
        at += unitsOf(spec, l) * width;
        const [w, v, s] = [before.parameters, before.firstMoment, before.secondMoment].map((all) => all[position]!);
        const g = parameter === 'W' ? own.dW[l]![row]![column]! : own.db[l]![row]!;
        const after = ownUpdate(settings, { w: w!, v: v!, s: s! }, g, before.updates + 1, parameter === 'W');
        for (const name of ['w', 'v', 's', 'vHat', 'sHat'] as const) {
          const which = (name === 'w' ? parameter : `${name}${parameter}`) as CellName;
          const answer = await asked.ask({ kind: 'cell', which, layer: l, row, column, examples: 'step' });
          checkUpdated(answer, after, name);
        }
      }
    }
  }

  /** Only what the optimizer keeps has a sentence. */
  function checkUpdated(answer: CellAnswer, after: OwnCell, name: keyof OwnCell): void {
    if (!answer.right) {
      assert.ok(isAverage(answer.which));
      return;
    }
    assertNear(answer.value, after[name], answer.which);
    assertNear(reckoned(answer), after[name], `the sentence of ${answer.which}`);
  }

  it('has the largest terms of a long sum, what the others come to, and a finite difference', async () => {
    const flower = await asking(sample('flower-2-4-1'));
    flower.train(300);
    const address = { kind: 'cell', layer: 1, row: 0, column: 0, examples: 'train' } as const;
    const { right, lines, difference, value } = await flower.ask({ ...address, which: 'dW' });
    assert.ok(right?.kind === 'product' && right.factors[1].kind === 'sum');
    const rest = right.factors[1].terms.at(-1);
    assert.ok(rest?.kind === 'rest');
    assert.equal(rest.count, flower.run.trainer.train.m - 4);
    assert.equal(lines.length, 4);
    assert.ok(difference && Math.abs(difference.value - value!) < 1e-9);
    assert.equal((await flower.ask({ ...address, which: 'W' })).right, null);
    await assert.rejects(flower.ask({ ...address, which: 'dW', column: 2 }), says(/beyond the last/));
  });

  it('dA of a step is the same after its update as before, and not told of an update that was not done by hand', async () => {
    const flower = await asking(sample('flower-2-4-1'));
    const advance = () => flower.ask({ kind: 'phase', action: 'advance' });
    const whole = { rows: { from: 0, count: 4 }, columns: { from: 0, count: 9 } };
    const dA = { kind: 'matrix', which: 'dA', layer: 1, examples: 'step', ...whole } as const;
    let { next } = await advance();
    while (next.kind !== 'update') ({ next } = await advance());
    const before = await flower.ask(dA);
    await advance();
    assert.deepEqual((await flower.ask(dA)).values, before.values);
    flower.train(1);
    await assert.rejects(flower.ask(dA), says(/No step was begun/));
  });
});
