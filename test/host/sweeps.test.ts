/** Many trainings at once in the editor: seeds, folds and the key of the configuration give the numbers of the command line. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { SweepFeed } from '../../src/host/views/sweepFeed.ts';
import { sweepPanelType } from '../../src/host/views/sweepPanels.ts';
import { originMetrics } from '../../src/model/origin.ts';
import type { SweepState, SweptMember } from '../../src/protocol/sweep/sweepPage.ts';
import { easyConfig, easyTable, inWorkspace, run, until, untilState, useExtension, writeFile } from './editor.ts';

type Told = Record<string, unknown>;

describe('many trainings at once', () => {
  const extension = useExtension();

  async function configured(name: string, key: object | null, epochs = 30): Promise<vscode.Uri> {
    await writeFile(`${name}.csv`, easyTable());
    const sweep = key ? `, "sweep": ${JSON.stringify(key)} }` : ' }';
    return writeFile(`${name}.nnconfig`, easyConfig(`${name}.csv`, { epochs }).trim().replace(/\}$/, sweep));
  }

  /** The sweep that was begun last, as soon as it is there in one of the states. */
  function untilSwept(...states: readonly SweepState[]): Promise<SweepFeed> {
    return until(
      () => {
        const feed = extension.api.sweeps.feeds.at(-1);
        assert.equal(feed?.page.problem ?? '', '');
        return feed && states.includes(feed.page.state) ? feed : null;
      },
      `the sweep is ${states.join(' or ')}`,
    );
  }

  async function commandLine(name: string, ...args: readonly string[]): Promise<Told> {
    const home = vscode.extensions.getExtension('nn-explorer.neural-network-explorer')?.extensionPath;
    const command = [`${home}/dist/cli.js`, 'sweep', inWorkspace(`${name}.nnconfig`).fsPath, '--json', ...args];
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    return JSON.parse((await promisify(execFile)(process.execPath, command, { env })).stdout) as Told;
  }

  function byPlace({ members }: SweepFeed): SweptMember[] {
    return [...members].sort((a, b) => a.place - b.place);
  }

  function assertSame(feed: SweepFeed, told: Told): void {
    const { varied, summary } = feed.page;
    const found = byPlace(feed).map(({ values, seed, fold, stepReached, stopReason, steps, epochs, figures }) => ({
      ...{ set: Object.fromEntries(varied.map((path, i) => [path, values[i]])), seed, fold, stepReached, stopReason },
      ...{ steps, epochs, ...figures },
    }));
    const names = ['set', 'seed', 'fold', 'stepReached', 'stopReason', 'steps', 'epochs', ...originMetrics];
    const expected = (told['members'] as Told[]).map((member) =>
      Object.fromEntries(names.map((key) => [key, member[key]])),
    );
    assert.deepEqual(found, expected);
    // In another order the same sums differ in their last bits.
    assert.deepEqual({ ...summary, mean: null, sd: null }, { ...(told['summary'] as Told), mean: null, sd: null });
  }

  const close = () =>
    vscode.window.tabGroups.close(
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(sweepPanelType)),
    );

  it('come to the very figures of the command line: seeds, folds, and what the file asks for', async () => {
    const plain = await configured('swept', null);
    await run('manySeeds', plain, 3);
    assertSame(await untilSwept('finished'), await commandLine('swept', '--seeds', '3'));
    await run('crossValidate', plain, 4);
    const folds = await untilSwept('finished');
    assertSame(folds, await commandLine('swept', '--folds', '4'));
    assert.equal(folds.page.bands.validationCost?.own, null);
    const vary = { 'training.learningRate': [0.01, 0.3], 'network.layers.0.units': { from: 2, to: 3, step: 1 } };
    const asked = await configured('asked', { vary, seeds: 2, until: 'cost < 0.3' });
    await run('sweep', asked);
    const swept = await untilSwept('finished');
    assertSame(swept, await commandLine('asked'));
    assert.deepEqual(swept.page.own, { values: [0.01, 3], seed: 1 });
    assert.equal(swept.page.bands.cost?.own?.length, swept.page.bands.cost?.step.length);
    await close();
  });

  it('ask what is tried where the file does not say it: at most two questions, whose first answers will do', async () => {
    const uri = await configured('picked', null);
    const asked = run('sweep', uri);
    // Enter is pressed again as long as a question is there.
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return extension.api.sweeps.feeds.some(({ page }) => page.file === 'picked.nnconfig');
    }, 'the questions are answered');
    await asked;
    const { page, members } = await untilSwept('finished');
    assert.deepEqual([page.varied, members.length], [['training.optimizer'], 4]);
    await close();
  });

  it('say what is wrong with the file, and train nothing', async () => {
    const uri = await configured('wrong', { vary: { 'training.epochs': [0] } });
    await run('sweep', uri);
    assert.deepEqual(extension.api.sweeps.feeds, []);
    const { selection, document } = vscode.window.activeTextEditor ?? assert.fail('the text is not shown');
    assert.equal(document.getText(selection), '0');
  });

  it('open a member as a run: its configuration beside, and the same end', async () => {
    const uri = await configured('opened', { vary: { 'training.learningRate': [0.01, 0.3] } });
    await run('sweep', uri);
    const feed = await untilSwept('finished');
    feed.receive({ type: 'openMember', place: 1 });
    const session = await until(
      () => extension.api.sessions.sessions.find(({ config }) => config.training.learningRate === 0.3),
      'the member is trained',
    );
    await untilState(session, 'finished');
    assert.equal(session.status.step, 30);
    await close();
  });

  it('pause, are cancelled, and go on after a reload with what is missing', async () => {
    const all = 12;
    const uri = await configured('paused', null, 20_000);
    await run('manySeeds', uri, all);
    const feed = await until(() => {
      const last = extension.api.sweeps.feeds.at(-1);
      return last && last.members.length > 0 && last.page.all === all ? last : null;
    }, 'the first member has ended');
    feed.receive({ type: 'sweep', command: 'pause' });
    await untilSwept('paused');
    feed.receive({ type: 'sweep', command: 'cancel' });
    await untilSwept('cancelled');
    const [done, subject] = [byPlace(feed), feed.place?.id];
    assert.ok(done.length < all && subject !== undefined);
    await close();
    await until(() => extension.api.sweeps.feeds.length === 0, 'its panel is closed');
    const window = vscode.window.createWebviewPanel(sweepPanelType, 'Sweep', vscode.ViewColumn.Active, {});
    await extension.api.sweeps.deserializeWebviewPanel(window, { subject });
    const back = await untilSwept('interrupted');
    // What was about to end when the pause came has ended, too.
    const ofDone = () => byPlace(back).filter(({ place }) => done.some((one) => one.place === place));
    assert.deepEqual(ofDone(), done);
    back.receive({ type: 'sweep', command: 'resume' });
    await untilSwept('finished');
    assert.deepEqual(ofDone(), done);
    assert.equal(back.members.length, all);
    await close();
  });
});
