/** `stability` and the parameters of `gradcheck`, against the figures of the course and another way to the same numbers. */
import assert from 'node:assert/strict';
import { runCli, runJson } from './runCli.ts';

interface Checked {
  readonly parameter: string;
  readonly analytic: number;
  readonly numeric: number | null;
  readonly relativeError: number | null;
}

describe('nn-explorer stability, gradcheck parameter by parameter', function () {
  this.timeout(60_000);

  it('stability: λmax of flower at the start and at 1000, and the steps in which the cost rose near the end', async () => {
    const early = await runJson(['stability', 'samples/flower-2-4-1.nnconfig', '--step', '1000']);
    assert.ok(Math.abs(Number(early.startLambdaMax) - 0.2502) < 1e-3);
    assert.ok(Math.abs(Number(early.lambdaMax) - 1.0536) < 1e-3);
    assert.ok(Math.abs(Number(early.startRate) - 2 / Number(early.startLambdaMax)) < 1e-12);
    assert.deepEqual(
      [early.step, early.learningRate, early.limit, early.rose, early.of, early.share],
      [1000, 1.2, 2 / 1.2, 0, 100, 0],
    );
    const unstable = await runJson(['stability', 'samples/flower-2-4-1.nnconfig', '--step', '8000']);
    assert.equal(unstable.of, 100);
    assert.ok(Number(unstable.rose) > 20 && unstable.share === Number(unstable.rose) / 100);
  });

  it('stability: counts the rising steps that the costs of train tell', async () => {
    const file = 'samples/flower-large-alpha.nnconfig';
    const steps = Array.from({ length: 31 }, (_, step) => step);
    const { costs } = await runJson(['train', file, '--set', 'training.epochs=30', '--costs-at', steps.join()]);
    const at = new Map(Object.entries(costs as Record<string, number>).map(([step, cost]) => [Number(step), cost]));
    const rose = steps.filter((step) => step > 0 && at.get(step)! > at.get(step - 1)!).length;
    const told = await runJson(['stability', file, '--set', 'training.epochs=30']);
    assert.deepEqual([told.rose, told.of], [rose, 30]);
    assert.ok(rose > 0);
  });

  it('stability: says so where 2/λmax is no limit, in the language of the terminal', async () => {
    const { code, stdout } = await runCli(['stability', 'samples/iris.nnconfig', '--step', '3', '--language', 'ko']);
    assert.equal(code, 0);
    assert.match(stdout, /최근 3단계 중 \d단계에서/);
    assert.match(stdout, /2\/λmax는 단순 경사 하강법의 한계입니다/);
    assert.equal((await runCli(['stability', 'samples/iris.nnconfig', '--step', '-1'])).code, 2);
  });

  it('gradcheck --json tells each parameter, and its text the one that is furthest apart', async () => {
    const file = 'samples/xor.nnconfig';
    const json = await runJson(['gradcheck', file]);
    const each = json.each as readonly Checked[];
    assert.equal(each.length, json.parameters);
    assert.deepEqual(
      each.slice(0, 3).map(({ parameter }) => parameter),
      ['W1[0,0]', 'W1[0,1]', 'W1[1,0]'],
    );
    assert.equal(each.at(-1)?.parameter, 'b2[0]');
    const known = each.filter(({ numeric }) => numeric !== null);
    const norm = (values: readonly number[]): number => Math.hypot(...values);
    const [g, numeric] = [known.map(({ analytic }) => analytic), known.map((one) => one.numeric!)];
    const error = norm(g.map((value, k) => value - numeric[k]!)) / (norm(g) + norm(numeric));
    assert.ok(Math.abs(error - Number(json.relativeError)) < 1e-12);
    const worst = known.reduce((a, b) => (b.relativeError! > a.relativeError! ? b : a));
    const { stdout } = await runCli(['gradcheck', file]);
    assert.ok(stdout.includes(`furthest apart: ${worst.parameter}, `), stdout);
  });
});
