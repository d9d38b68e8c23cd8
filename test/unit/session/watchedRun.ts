/** A run, its worker and a page's store in one place: what a page would draw can be compared with what the worker has. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { NetworkConfig } from '../../../src/config/schema/schema.ts';
import { type Frame, type SectionName, sectionOf } from '../../../src/protocol/frame.ts';
import { frameLayout } from '../../../src/protocol/frameLayout.ts';
import type { Answer, Query, QueryKind } from '../../../src/protocol/query.ts';
import type { ToView } from '../../../src/protocol/viewMessages.ts';
import type { RunController } from '../../../src/session/session.ts';
import { SessionStore } from '../../../src/session/sessionStore.ts';
import { cursorNumbers } from '../../../webview/state/shownNumbers.ts';
import { Store } from '../../../webview/state/store.ts';
import { initialUi } from '../../../webview/state/uiState.ts';
import { unitNumbers } from '../../../webview/unit/unitNumbers.ts';
import { InProcessWorker, noClock } from './inProcess.ts';

const busy: ReadonlySet<string> = new Set(['preparing', 'running', 'waiting']);

export class WatchedRun {
  readonly session: RunController;
  readonly page = new Store(initialUi);
  readonly workers: InProcessWorker[] = [];
  readonly #sessions: SessionStore;
  #ended = false;
  /** Whether the table can be read. */
  hasTable = true;

  constructor(config: NetworkConfig) {
    const spawn = () => {
      const worker = new InProcessWorker();
      this.workers.push(worker);
      return worker;
    };
    this.#sessions = new SessionStore({ spawn, clock: noClock });
    const loadSource = async ({ data: { file } }: NetworkConfig) => {
      if (!this.hasTable) throw new Error('The table is gone.');
      return { kind: 'path', path: join(process.cwd(), 'samples', file), name: file } as const;
    };
    this.session = this.#sessions.create({ title: 'a.nnconfig', config, loadSource });
    this.session.onDescription((run) => this.#show({ type: 'run', run, status: this.session.status }));
    this.session.onDidChange((status) => this.#show({ type: 'status', status }));
    this.session.frames.onFrame((frame) => {
      this.#show({ type: 'frame', frame });
      this.session.frames.acknowledge(frame.frame);
    });
    this.session.frames.watch(true);
  }

  dispose(): void {
    this.#ended = true;
    this.#sessions.dispose();
  }

  /** What the worker has, asked of it. */
  async ask<K extends QueryKind>(query: Query<K>): Promise<Answer<K>> {
    const answer: unknown = await this.session.inspection.query(query as Query);
    return answer as Answer<K>;
  }

  /** The run stands still, and all that was on its way has come. */
  async settled(): Promise<void> {
    await this.#heard();
    while (busy.has(this.session.status.state) && !this.#ended) await turn();
    await this.#heard();
  }

  /** Whatever was on its way to the worker is answered. */
  async #heard(): Promise<void> {
    for (let i = 0; i < 3; i++) {
      await turn();
      await this.ask({ kind: 'wholeCurve' }).catch(() => undefined);
    }
  }

  /** Sees to it that a page shows nothing but the network that the worker has, as it is. */
  async compare(): Promise<void> {
    await this.settled();
    const { run, frame, status } = this.page.state;
    if (!run || !frame || !status) return assert.fail('the page shows nothing');
    const seen = await this.#matrix('W', 1, 1, 1);
    assert.equal(frame.step, seen.step, 'step of the pictures');
    assert.equal(status.recording.cursor ?? status.step, seen.step, 'step of time bar and status bar');
    assert.equal(cursorNumbers(this.page.state)?.step, seen.step, 'step of the state line');
    assert.equal(frame.live, seen.live);
    for (const { layer, W } of run.layers) {
      const [rows, columns] = W;
      same(frame, `W:${layer}`, (await this.#matrix('W', layer, rows, columns)).values);
      same(frame, `b:${layer}`, (await this.#matrix('b', layer, rows, 1)).values);
      same(frame, `A:${layer}`, (await this.#matrix('A', layer, rows, run.shownExamples.length)).values);
      const grid: number | undefined = layer === run.layers.length ? run.plane?.outputGrid : run.plane?.hiddenGrid;
      if (grid === undefined) continue;
      const plane: Answer<'plane'> = await this.ask({ kind: 'plane', x: 0, y: 1, grid, layer, around: null });
      assert.equal(plane.step, frame.step);
      // Of a yes/no question the answer has both classes.
      close(sectionOf(frame, `plane:${layer}`)?.values, plane.values.slice(-grid * grid * rows));
    }
    const { curve } = await this.ask({ kind: 'wholeCurve' });
    assert.deepEqual(sectionOf(frame, 'curve')?.values, curve, 'the curve');
    await this.#compareUnit(frame);
  }

  /** The unit card's z is W·a + b of the worker's own numbers; its a is the worker's. */
  async #compareUnit(frame: Frame): Promise<void> {
    const { run, ui } = this.page.state;
    if (!run || ui.layer === 0) return;
    const shown = unitNumbers(run, frame, ui.layer, ui.unit, ui.example);
    const a = await this.#matrix('A', ui.layer, run.layers[ui.layer - 1]?.units ?? 0, run.shownExamples.length);
    assert.equal(shown?.a, Math.fround(a.values[ui.unit * run.shownExamples.length + ui.example] ?? Number.NaN));
  }

  #matrix(which: 'W' | 'b' | 'A', layer: number, rows: number, columns: number): Promise<Answer<'matrix'>> {
    const [whole, across] = [
      { from: 0, count: rows },
      { from: 0, count: columns },
    ];
    return this.ask({ kind: 'matrix', which, layer, examples: 'shown', rows: whole, columns: across });
  }

  /** After each message a page may draw: its frame must have the shapes of its network, and its status be of it. */
  #show(message: ToView): void {
    this.page.receive(structuredClone(message));
    const { run, frame, status } = this.page.state;
    if (!run) return;
    if (status) assert.equal(status.build, run.build, 'the status is that of another network');
    if (!frame) return;
    const layout = frameLayout(run);
    const shapes = frame.sections.map(({ name, rows, columns }) => `${name} ${rows}×${columns}`);
    assert.deepEqual(
      shapes.slice(0, -1),
      layout.sections.map(({ name, rows, columns }) => `${name} ${rows}×${columns}`),
      'the pictures are those of another network',
    );
  }
}

export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function same(frame: Frame, name: SectionName, expected: Float64Array): void {
  assert.deepEqual(sectionOf(frame, name)?.values, Float32Array.from(expected), name);
}

function close(found: Float32Array | undefined, expected: ArrayLike<number>): void {
  assert.equal(found?.length, expected.length);
  for (let i = 0; i < expected.length; i++)
    assert.ok(Math.abs((found?.[i] ?? Number.NaN) - (expected[i] ?? 0)) < 1e-4, 'the plane');
}
