/** Recorded runs in the side panel: named, pinned, deleted, shown again, and gone on with after their worker died. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { nodeRecords } from '../../src/platform/node/records/nodeRecords.ts';
import { weightsSha256 } from '../../src/platform/node/fingerprint.ts';
import { readModel } from '../../src/model/modelFile.ts';
import { inMemory } from '../../src/model/safetensors.ts';
import { comparePanelType } from '../../src/host/views/comparePanels.ts';
import type { RecordedRun } from '../../src/host/records/recordedRuns.ts';
import type { ReproduceReport } from '../../src/protocol/recordApi.ts';
import type { RunController } from '../../src/session/session.ts';
import {
  easyConfig,
  panelTabs,
  run,
  sessionOf,
  trainEasy,
  until,
  untilState,
  useExtension,
  writeFile,
} from './editor.ts';

describe('recorded runs', () => {
  const extension = useExtension();

  async function recordedOf(file: string, isMeant: (run: RecordedRun) => boolean): Promise<RecordedRun> {
    return until(async () => {
      extension.api.recorded.refresh();
      return (await extension.api.recorded.list()).find((one) => one.record.file === file && isMeant(one));
    }, `${file} is in the list`);
  }

  async function weightsOf(session: RunController): Promise<string> {
    const { bytes } = await session.inspection.save({
      ...{ weights: 'present', withOptimizer: false, config: session.config, source: null, version: '0' },
    });
    return weightsSha256((await readModel(inMemory(bytes), weightsSha256)).parameters);
  }

  it('can be pinned and deleted, and stay where they are pinned', async () => {
    const { session } = await trainEasy(extension.api, 'pinned', { epochs: 40 });
    await untilState(session, 'finished');
    const found = await recordedOf('pinned.nnconfig', ({ record }) => record.state === 'finished');
    await run('pinRun', found);
    const pinned = await recordedOf('pinned.nnconfig', ({ record }) => record.pinned);
    await extension.api.recorded.update(pinned, { name: 'the good one', note: 'α 0.01' });
    const named = await recordedOf('pinned.nnconfig', ({ record }) => record.name === 'the good one');
    assert.deepEqual([named.record.note, named.record.state], ['α 0.01', 'finished']);
    await extension.api.recorded.delete(named);
    assert.deepEqual(
      (await extension.api.recorded.list()).filter(({ record }) => record.id === named.record.id),
      [],
    );
  });

  it('are shown in the panel again with their whole time bar', async () => {
    const { session, config } = await trainEasy(extension.api, 'again', { epochs: 40 });
    await untilState(session, 'finished');
    const weights = await weightsOf(session);
    const found = await recordedOf('again.nnconfig', ({ record }) => record.state === 'finished');
    extension.api.sessions.remove(session);
    await until(() => panelTabs().length === 0, 'its panel is closed');
    await run('showRun', found);
    const shown = await sessionOf(extension.api, 'again.nnconfig');
    await untilState(shown, 'finished');
    assert.equal(shown.status.step, 40);
    assert.equal(await weightsOf(shown), weights);
    await shown.inspection.seek(7);
    assert.equal(shown.status.recording.cursor, 7);
    await until(() => panelTabs().length === 1, 'its panel is open');
    assert.equal(extension.api.runs.active?.uri.toString(), config.toString());
  });

  it('of another configuration than today’s come with the one of then, beside it and not saved', async () => {
    const { session } = await trainEasy(extension.api, 'then', { epochs: 40 });
    await untilState(session, 'finished');
    const found = await recordedOf('then.nnconfig', ({ record }) => record.state === 'finished');
    extension.api.sessions.remove(session);
    await writeFile('then.nnconfig', easyConfig('then.csv', { epochs: 40, learningRate: 0.02 }));
    await run('showRun', found);
    const title = `then ${found.record.id}.nnconfig`;
    const shown = await sessionOf(extension.api, title);
    await untilState(shown, 'finished');
    assert.equal(shown.config.training.learningRate, 0.01);
    await run('openRunConfiguration', found);
    const tab = await until(() => {
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      return input instanceof vscode.TabInputTextDiff && input;
    }, 'the two are compared');
    assert.match((await vscode.workspace.openTextDocument(tab.original)).getText(), /"learningRate": 0\.01/);
    assert.match((await vscode.workspace.openTextDocument(tab.modified)).getText(), /"learningRate": 0\.02/);
  });

  it('are laid side by side in a panel of their own, once for the same runs', async () => {
    const { session } = await trainEasy(extension.api, 'beside', { epochs: 40 });
    await untilState(session, 'finished');
    const first = await recordedOf('beside.nnconfig', ({ record }) => record.state === 'finished');
    await session.reset();
    await session.resume();
    const second = await recordedOf(
      'beside.nnconfig',
      ({ record }) => record.state === 'finished' && record.id !== first.record.id,
    );
    const tabs = () =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(
          ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('neuralNetwork.compare'),
        );
    for (let times = 0; times < 2; times++) await run('compareRuns', first, [first, second]);
    await until(() => tabs().length === 1, 'its panel is open');
    assert.equal(tabs()[0]?.label, 'Compare 2 Runs');
    await vscode.window.tabGroups.close(tabs());
    // As the editor does after a reload, with what the page has kept; of runs that are gone nothing comes back.
    const subject = [first, second].map(({ place, record }) => `${place.root}\t${record.id}`).join('\n');
    for (const [state, count] of [
      [{ subject }, 1],
      [{ subject: 'elsewhere\t20260101-000000000-000000' }, 0],
      [null, 0],
    ] as const) {
      const window = vscode.window.createWebviewPanel(comparePanelType, 'Compare', vscode.ViewColumn.Active, {});
      await extension.api.comparisons.deserializeWebviewPanel(window, state);
      await until(() => tabs().length === count, `${count} of them is back`);
      await vscode.window.tabGroups.close(tabs());
    }
  });

  it('of a table that has changed since open and are reproduced on the copy that was kept, or say that there is none', async () => {
    const { session } = await trainEasy(extension.api, 'other', { epochs: 40 });
    await untilState(session, 'finished');
    const weights = await weightsOf(session);
    const found = await recordedOf('other.nnconfig', ({ record }) => record.state === 'finished');
    extension.api.sessions.remove(session);
    await writeFile('other.csv', 'u,v,side\n1,2,left\n2,3,right\n');
    await run('showRun', found);
    const shown = await sessionOf(extension.api, 'other.nnconfig');
    await untilState(shown, 'finished');
    assert.equal(await weightsOf(shown), weights);
    assert.match(extension.api.runs.active?.status.notice ?? '', /other\.csv has changed since/);
    assert.equal(shown.description?.dataFile, 'other.csv');
    const report = await run<ReproduceReport>('reproduceRun', found);
    assert.deepEqual([report.difference, report.weightsSha256], [null, weights]);
    extension.api.sessions.remove(shown);
    const { files } = nodeRecords(found.place.root);
    await files.remove(`tables/${found.record.table.sha256}.csv`);
    await run('showRun', found);
    assert.equal(extension.api.sessions.sessions.length, 0);
  });

  it('go on where they were after their worker died', async () => {
    const others = new Set(extension.api.workers.alive);
    const { session } = await trainEasy(extension.api, 'died');
    const kept = await until(() => {
      const handle = extension.api.runs.list.find((one) => one.session === session);
      const found = handle && extension.api.records.of(handle);
      return found?.report.isListed && found;
    }, 'it is recorded');
    // The one that reads its table was started before it.
    await extension.api.workers.alive
      .filter((worker) => !others.has(worker))
      .at(-1)
      ?.terminate();
    await untilState(session, 'failed');
    const found = await recordedOf('died.nnconfig', ({ record }) => record.state === 'interrupted');
    assert.deepEqual(
      (await extension.api.recorded.interrupted()).map(({ record }) => record.id),
      [],
      'it was given free',
    );
    extension.api.sessions.remove(session);
    await run('resumeRun', found);
    const again = await sessionOf(extension.api, 'died.nnconfig');
    await until(() => again.status.step > found.record.step && again.status.state === 'running', 'it goes on');
    const going = await nodeRecords(kept.place.root).read(kept.report.id);
    assert.deepEqual([going.id, going.state], [found.record.id, 'training']);
  });
});
