/** Curves of two runs in one chart: what a page can choose, what it is sent, and what differs. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Comparison } from '../../src/host/views/comparison.ts';
import type { RunHandle } from '../../src/host/runs/run.ts';
import { beforeId, type ComparedRun } from '../../src/protocol/comparison.ts';
import { curveRows } from '../../src/protocol/frameLayout.ts';
import type { ToView } from '../../src/protocol/viewMessages.ts';
import { trainEasy, until, untilEqual, untilState, useExtension } from './editor.ts';

describe('comparing curves of two runs', () => {
  const extension = useExtension();

  function page(run: RunHandle) {
    const posted: ToView[] = [];
    const comparison = new Comparison(extension.api.runs, (message) => posted.push(message));
    comparison.show(run);
    comparison.sendInitialState();
    const comparable = () =>
      posted.flatMap((message) => (message.type === 'comparable' ? [message.runs] : [])).at(-1) ?? [];
    const compared = (): readonly ComparedRun[] =>
      posted.flatMap((message) => (message.type === 'compared' ? [message.compared] : []));
    return { comparison, comparable, compared };
  }

  const lastStep = ({ curve }: ComparedRun): number => curve?.[curve.length / curveRows - 1] ?? 0;

  const runOf = (title: string): RunHandle =>
    extension.api.runs.list.find((run) => run.title === title) ?? assert.fail(`no run ${title}`);

  it('the page is told of the other run, and gets its whole curve with what differs', async () => {
    const slow = await trainEasy(extension.api, 'slow', { epochs: 30 });
    const fast = await trainEasy(extension.api, 'fast', { epochs: 40, learningRate: 0.3 });
    for (const { session } of [slow, fast]) await untilState(session, 'finished');
    const { comparison, comparable, compared } = page(runOf('slow.nnconfig'));
    const other = runOf('fast.nnconfig');
    await untilEqual(comparable, [{ id: other.key, title: 'fast.nnconfig' }], 'the other run is offered');
    comparison.choose(other.key);
    const whole = () => compared().find((one) => lastStep(one) === fast.session.status.step);
    const { curve, title, differences } = (await until(whole, 'the curve is there')) as ComparedRun;
    assert.equal(title, 'fast.nnconfig');
    const columns = (curve?.length ?? 0) / curveRows;
    assert.deepEqual([curve?.[0], curve?.[columns - 1]], [0, fast.session.status.step]);
    assert.equal(curve?.[2 * columns - 1], Math.fround(fast.session.status.cost ?? Number.NaN));
    const lines = differences.map(({ label, own, other: there }) => `${label} ${own} ${there}`).sort();
    assert.deepEqual(lines, ['Data file slow.csv fast.csv', 'Epochs 30 40', 'α 0.01 0.3']);
    extension.api.runs.remove(other);
    await until(() => comparable().length === 0, 'the run that has gone is no longer offered');
    comparison.choose(other.key);
    await until(() => compared().at(-1)?.curve === null, 'the curve of a run that has gone is taken away');
    comparison.dispose();
  });

  it('a run that began anew can be compared with what it was, and a curve follows the run that makes it', async () => {
    const { session } = await trainEasy(extension.api, 'anew', { epochs: 25 });
    const run = runOf('anew.nnconfig');
    const { comparison, comparable, compared } = page(run);
    const frames = session.frames.onFrame(({ frame }) => session.frames.acknowledge(frame));
    session.frames.watch(true);
    await untilState(session, 'finished');
    const { cost } = session.status;
    await until(() => session.frames.last?.step === session.status.step, 'its last frame is there');
    assert.deepEqual(comparable(), []);
    await session.reset();
    await until(() => comparable().some(({ id }) => id === beforeId), 'its past is offered');
    comparison.choose(beforeId);
    const before = (await until(() => compared()[0], 'its past is sent')) as ComparedRun;
    const columns = (before.curve?.length ?? 0) / curveRows;
    assert.equal(before.curve?.[2 * columns - 1], Math.fround(cost ?? Number.NaN));
    assert.deepEqual(before.differences, []);

    const seen = page(run);
    const goesOn = await trainEasy(extension.api, 'goeson');
    await until(() => seen.comparable().some(({ title }) => title === 'goeson.nnconfig'), 'the other run is offered');
    seen.comparison.choose(runOf('goeson.nnconfig').key);
    await until(
      () =>
        seen.compared().length > 1 &&
        lastStep(seen.compared().at(-1) as ComparedRun) > lastStep(seen.compared()[0] as ComparedRun),
      'its curve grows',
    );
    await goesOn.session.stop();
    for (const owned of [comparison, seen.comparison, frames]) owned.dispose();
  });
});
