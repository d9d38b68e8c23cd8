/** Every run of the editor is recorded while it trains: in the storage of the workspace, in a folder of it, or not at all. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { KeptRecord } from '../../src/host/records/keeper.ts';
import { nodeRecords } from '../../src/platform/node/records/nodeRecords.ts';
import type { RunRecord } from '../../src/record/runRecord.ts';
import type { RunController } from '../../src/session/session.ts';
import { inWorkspace, run, trainEasy, until, untilState, useExtension } from './editor.ts';

describe('the recording of runs', () => {
  const extension = useExtension();
  const settings = () => vscode.workspace.getConfiguration('neuralNetwork.recording');
  after(async () => {
    await settings().update('runs', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.workspace.fs.delete(inWorkspace('.nn-runs'), { recursive: true });
  });

  function keptOf(session: RunController): KeptRecord | null {
    const handle = extension.api.runs.list.find((one) => one.session === session);
    return handle ? extension.api.records.of(handle) : null;
  }

  function read({ place, report }: KeptRecord): Promise<RunRecord | null> {
    return nodeRecords(place.root)
      .read(report.id)
      .catch(() => null);
  }

  it('writes a run down in the storage of the workspace, and closes it when the run is given up', async () => {
    const { session } = await trainEasy(extension.api, 'recorded');
    const kept = await until(() => keptOf(session), 'it has a record');
    await until(() => keptOf(session)?.report.isListed, 'it is in the list');
    const record = await until(async () => ((await read(kept))?.step ?? 0) > 0 && read(kept), 'steps are written');
    assert.deepEqual([record.state, record.file], ['training', 'recorded.nnconfig']);
    assert.equal(record.config.written?.[1], '  // The sign of u.');
    assert.equal(kept.place.folder, null);
    assert.equal(existsSync(inWorkspace('.nn-runs').fsPath), false);
    extension.api.sessions.remove(session);
    await until(async () => (await read(kept))?.state === 'stopped', 'it is closed');
    assert.equal(existsSync(join(kept.place.root, kept.report.id, 'lock')), false);
  });

  it('leaves nothing of a run that was given up within two seconds', async () => {
    const { session } = await trainEasy(extension.api, 'short');
    await untilState(session, 'running');
    const kept = await until(() => keptOf(session), 'it has a record');
    extension.api.sessions.remove(session);
    const folder = join(kept.place.root, kept.report.id);
    const record = await until(async () => {
      if (!existsSync(folder)) return 'gone';
      const found = await read(kept);
      return found?.ended ? found : null;
    }, 'its folder is gone');
    // Where the machine was elsewhere for so long, it was no short one.
    if (record !== 'gone')
      assert.ok(Date.parse(record.ended ?? '') - Date.parse(record.started) > 1500, 'it was short');
  });

  it('keeps a run that ended by itself, however short it was', async () => {
    const { session } = await trainEasy(extension.api, 'ended', { epochs: 30 });
    await untilState(session, 'finished');
    const kept = await until(() => keptOf(session), 'it has a record');
    const record = await until(async () => {
      const found = await read(kept);
      return found?.state === 'finished' && found;
    }, 'it is written as finished');
    assert.deepEqual([record.step, record.stopReason], [30, 'epochs']);
  });

  it('writes into .nn-runs of the folder where the setting says so, with the table named from there', async () => {
    await settings().update('runs', 'folder', vscode.ConfigurationTarget.Workspace);
    const { session } = await trainEasy(extension.api, 'shared', { epochs: 30 });
    await untilState(session, 'finished');
    const kept = await until(() => keptOf(session), 'it has a record');
    const record = await until(() => read(kept), 'its record is there');
    assert.equal(kept.place.root, inWorkspace('.nn-runs').fsPath);
    assert.deepEqual([record.table.where, record.table.isKept], ['../../shared.csv', true]);
  });

  it('does not record where the setting turns it off', async () => {
    await settings().update('runs', 'off', vscode.ConfigurationTarget.Workspace);
    const { session } = await trainEasy(extension.api, 'unseen', { epochs: 30 });
    await untilState(session, 'finished');
    assert.equal(keptOf(session), null);
    await run('stop');
  });
});
