/** Trainings in a process of its own, for vectors of 256 bits: as with a thread, and nothing is left of it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { WorkerProcesses } from '../../src/host/workers/workerProcesses.ts';
import { RequestClient } from '../../src/protocol/requestClient.ts';
import type { RunController } from '../../src/session/session.ts';
import type { WorkerPort } from '../../src/session/link/workerPort.ts';
import { run, sessionOf, until, untilEqual, untilState, useExtension, writeFile } from './editor.ts';

const features = 40;

/** The class is the sign of the first of many columns; the others are a fixed jumble. */
function table(): string {
  const row = (i: number): string => {
    const numbers = Array.from({ length: features }, (_, k) => (((i + 1) * (k + 3) * 7919) % 1000) / 500 - 1);
    return [...numbers, (numbers[0] ?? 0) < 0 ? 'below' : 'above'].join();
  };
  const header = [...Array.from({ length: features }, (_, k) => `x${k}`), 'side'].join();
  return `${header}\n${Array.from({ length: 200 }, (_, i) => row(i)).join('\n')}\n`;
}

/** 40-300-2: some 12,000 weights in a layer, which makes it a large network for the engine; 40-1300-2 has more than 50,000. */
function config(file: string, epochs: number, units: number): string {
  const network = { layers: [{ units, activation: 'relu' }] };
  return JSON.stringify({
    data: { file, target: 'side' },
    network,
    training: { precision: 'float32', batchSize: 32, epochs },
  });
}

const description = (session: RunController) => session.description ?? assert.fail('the run is described');

describe('trainings with vectors of 256 bits', () => {
  const extension = useExtension();
  const settings = () => vscode.workspace.getConfiguration('neuralNetwork.engine');
  const wideVectors = (value: 'auto' | 'on' | 'off' | undefined) =>
    settings().update('wideVectors', value, vscode.ConfigurationTarget.Workspace);
  const processes = () => extension.api.processes.alive;

  async function train(name: string, epochs = 1_000_000, units = 300): Promise<RunController> {
    await writeFile(`${name}.csv`, table());
    await run('trainConfig', await writeFile(`${name}.nnconfig`, config(`${name}.csv`, epochs, units)));
    return sessionOf(extension.api, `${name}.nnconfig`);
  }

  beforeEach(() => wideVectors('on'));
  afterEach(() => wideVectors(undefined));

  it('run in a process, which ends with the run', async () => {
    const session = await train('process');
    await until(() => session.status.step > 0, 'steps are done');
    await untilEqual(() => processes().length, 1, 'there is one process');
    assert.match(description(session).engine, /^wasm-simd/);
    await run('pause');
    await untilState(session, 'paused');
    await run('step');
    const { step } = session.status;
    await until(() => session.status.step > step || session.status.state === 'paused', 'a step is done');
    await run('start');
    await untilState(session, 'running');
    extension.api.sessions.remove(session);
    await until(() => processes().length === 0, 'the process has ended');
  });

  it('come to the same numbers as in a thread, to the last bit', async () => {
    const apart = await train('apart', 5);
    await untilState(apart, 'finished');
    await untilEqual(() => processes().length, 1, 'there is one process');
    await wideVectors('off');
    const within = await train('within', 5);
    await untilState(within, 'finished');
    await untilEqual(() => processes().length, 1, 'the second is a thread');
    assert.equal(apart.status.step, within.status.step);
    assert.equal(apart.status.cost, within.status.cost);
    assert.equal(apart.status.validationCost, within.status.validationCost);
  });

  it('of themselves only for a layer of 50,000 weights, where the process finds them faster', async () => {
    await wideVectors('auto');
    const small = await train('fewWeights', 5);
    await untilState(small, 'finished');
    assert.deepEqual(processes(), []);
    // What is known of the table says how many weights the first layer has.
    await writeFile('manyWeights.csv', table());
    const uri = await writeFile('manyWeights.nnconfig', config('manyWeights.csv', 5, 1300));
    const { document } = await vscode.window.showTextDocument(uri);
    const hints = () =>
      vscode.commands.executeCommand<vscode.InlayHint[] | undefined>(
        'vscode.executeInlayHintProvider',
        uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
    await until(async () => (await hints())?.some(({ label }) => String(label).includes('1300×40')), 'it is known');
    await run('trainConfig', uri);
    const large = await sessionOf(extension.api, 'manyWeights.nnconfig');
    await untilState(large, 'finished');
    const { engine } = description(large);
    assert.equal(processes().length, extension.api.processes.isPossible ? 1 : 0);
    assert.match(engine, processes().length === 1 ? /256-bit/ : /^wasm-simd float32/);
  });

  it('a killed process fails its run; starting again trains again', async () => {
    const session = await train('killedProcess');
    await untilState(session, 'running');
    const [child] = processes();
    child?.kill('SIGKILL');
    await untilState(session, 'failed');
    assert.match(session.status.message, /worker stopped: it was ended by SIGKILL/);
    await run('start');
    await untilState(session, 'running');
    await until(() => session.status.step > 0, 'steps are done again');
    assert.notEqual(processes()[0]?.pid, child?.pid);
  });

  it('a process whose host has gone ends by itself', async () => {
    const session = await train('orphan');
    await untilState(session, 'running');
    const child = processes()[0] ?? assert.fail('there is a process');
    const ended = new Promise((done) => child.on('exit', done));
    child.disconnect();
    assert.equal(await ended, 0);
  });
});

describe('WorkerProcesses', () => {
  const extension = useExtension();
  const dist = join(__dirname, '../..');

  async function summaryFrom(port: WorkerPort): Promise<number> {
    const client = new RequestClient((message) => port.post(message));
    port.onMessage((message) => {
      if (message.type !== 'status' && message.type !== 'frame') client.receive(message);
    });
    const bytes = new TextEncoder().encode('a,b\n1,2\n3,4\n');
    const { rows } = await client.request('describe', {
      source: { kind: 'bytes', bytes, name: 'small.csv' },
      options: {},
    });
    return rows;
  }

  it('where the engine does not know the switch, a thread answers what was asked, and the log has one sentence', async () => {
    const sentences: string[] = [];
    // Those of the runs before it may still be on their way out.
    const others = new Set(extension.api.workers.alive);
    const threads = () => extension.api.workers.alive.filter((worker) => !others.has(worker)).length;
    const log = (sentence: string) => sentences.push(sentence);
    const refused = new WorkerProcesses({
      dist,
      instead: () => extension.api.workers.spawn(),
      log,
      execArgv: ['--no-such-switch'],
    });
    const [first, second] = [refused.spawn(null), refused.spawn(null)];
    assert.deepEqual(await Promise.all([summaryFrom(first), summaryFrom(second)]), [2, 2]);
    const third = refused.spawn(null);
    assert.equal(await summaryFrom(third), 2);
    await untilEqual(() => [refused.alive.length, threads(), sentences.length], [0, 3, 1], 'three threads answer');
    for (const port of [first, second, third]) port.terminate();
    await until(() => threads() === 0, 'the threads have ended');
  });

  it('where the process has nothing to offer, or is not ready in time, the log says why', async () => {
    const sentences: string[] = [];
    const options = {
      dist,
      instead: () => extension.api.workers.spawn(),
      log: (sentence: string) => sentences.push(sentence),
    };
    // Without the switch there are no vectors of 256 bits.
    const without = new WorkerProcesses({ ...options, execArgv: [] }).spawn('float32');
    assert.equal(await summaryFrom(without), 2);
    const late = new WorkerProcesses({ ...options, execArgv: [], patience: 1 }).spawn(null);
    assert.equal(await summaryFrom(late), 2);
    assert.match(
      sentences.join('\n'),
      /not used: this engine does not have them\..*\n.*not ready within 0\.001 seconds\./,
    );
    for (const port of [without, late]) port.terminate();
  });

  it('where there is no engine at all, too', async () => {
    const nowhere = new WorkerProcesses({
      dist,
      instead: () => extension.api.workers.spawn(),
      log: () => undefined,
      execPath: '/nowhere/node',
    });
    const port = nowhere.spawn(null);
    assert.equal(await summaryFrom(port), 2);
    await untilEqual(() => nowhere.alive.length, 0, 'there is no process');
    port.terminate();
  });

  it('ends its processes when it is disposed of', async () => {
    const mortal = new WorkerProcesses({
      dist,
      instead: () => assert.fail('the process starts'),
      log: () => undefined,
    });
    const port = mortal.spawn(null);
    assert.equal(await summaryFrom(port), 2);
    const ended = new Promise<string>((done) => port.onExit(done));
    mortal.dispose();
    assert.equal(await ended, 'it was ended by SIGKILL');
    await untilEqual(() => mortal.alive.length, 0, 'there is no process');
  });
});
