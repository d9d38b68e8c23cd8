/** A session whose runs are recorded in a folder of its own, with a worker in this thread whose clock is fast. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetworkConfig } from '../../../src/config/schema/schema.ts';
import { finished } from '../../../src/core/network/pieces.ts';
import { readTable } from '../../../src/data/read/readTable.ts';
import { readModel } from '../../../src/model/modelFile.ts';
import { inMemory } from '../../../src/model/safetensors.ts';
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { fileSource } from '../../../src/platform/node/openSource.ts';
import { nodeRecords } from '../../../src/platform/node/records/nodeRecords.ts';
import type { Difference, RecordReport, RecordRequest } from '../../../src/protocol/recordApi.ts';
import type { RunStatus } from '../../../src/protocol/run.ts';
import type { RecordStore } from '../../../src/record/recordStore.ts';
import type { RunRecord } from '../../../src/record/runRecord.ts';
import { reproduce } from '../../../src/run/record/reproduce.ts';
import { buildTrainer } from '../../../src/run/setup/buildTrainer.ts';
import { readStart } from '../../../src/platform/node/readStart.ts';
import type { RunController } from '../../../src/session/session.ts';
import { SessionStore } from '../../../src/session/sessionStore.ts';
import { InProcessWorker, noClock } from '../session/inProcess.ts';

/** Two seconds of its clock are a tenth of one. */
const fast = 20;

export class RecordedSession {
  readonly session: RunController;
  readonly store: RecordStore;
  readonly reports: (RecordReport | null)[] = [];
  readonly problems: string[] = [];
  readonly #sessions: SessionStore;
  readonly #folder: string;
  worker: InProcessWorker | null = null;
  comesFrom: RecordRequest['comesFrom'] = null;
  /** The run that goes on. */
  goesOn: string | null = null;

  /** @param speed of the worker's clock */
  constructor(config: NetworkConfig, folder = mkdtempSync(join(tmpdir(), 'nn-recorded-')), speed = fast) {
    this.#folder = folder;
    const table = join(folder, config.data.file);
    cpSync(join('samples', config.data.file), table);
    const root = join(folder, '.nn-runs');
    this.store = nodeRecords(root);
    const spawn = () => {
      this.worker = new InProcessWorker(speed);
      return this.worker;
    };
    this.#sessions = new SessionStore({ spawn, clock: noClock });
    this.session = this.#sessions.create({
      ...{ title: 'a.nnconfig', config },
      loadSource: async () => ({ kind: 'path', path: table, name: config.data.file }),
      records: {
        request: async () => ({
          ...{
            root,
            base: folder,
            file: 'a.nnconfig',
            written: ['{}'],
            table,
            tableName: config.data.file,
            start: null,
            version: '0',
          },
          comesFrom: this.comesFrom,
          goesOn: this.goesOn,
        }),
        written: () => ['{ }'],
        heard: (message) => {
          if (message.type === 'record') this.reports.push(message.report);
          else this.problems.push(message.reason);
        },
        left: () => undefined,
      },
    });
  }

  get folder(): string {
    return this.#folder;
  }

  until(condition: (status: RunStatus) => boolean): Promise<RunStatus> {
    if (condition(this.session.status)) return Promise.resolve(this.session.status);
    return new Promise((found) => {
      const subscription = this.session.onDidChange((status) => {
        if (!condition(status)) return;
        subscription.dispose();
        found(status);
      });
    });
  }

  /** The record is as wanted on the disk. */
  async untilRecorded(condition: (record: RunRecord) => boolean): Promise<RunRecord> {
    for (;;) {
      const { runs } = await this.store.list();
      const found = runs.find(condition);
      if (found) return found;
    }
  }

  /** Ended by nobody's wish: its lock stays, as after a loss of power. */
  async die(): Promise<void> {
    this.worker?.die('killed');
    await this.worker?.settled();
    for (const id of await this.store.ids()) await this.store.files.remove(`${id}/lock`);
  }

  async weights(): Promise<string> {
    const { bytes } = await this.session.inspection.save({
      ...{ weights: 'present', withOptimizer: false, config: this.session.config, source: null, version: '0' },
    });
    return weightsSha256(await parametersOf(bytes));
  }

  dispose(): void {
    this.#sessions.dispose();
  }

  remove(): void {
    this.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Trained again from the record alone. */
  async reproduce(record: RunRecord): Promise<Difference | null> {
    const table = await readTable(fileSource(join(this.#folder, record.config.used.data.file)));
    const { start } = record;
    const path = join(this.#folder, '.nn-runs', record.id, start?.kept ?? '');
    const begun = start && (await readStart({ kind: 'path', path }, start.name));
    const { trainer } = buildTrainer(record.config.used, table, undefined, undefined, begun);
    const rows = await this.store.curve(record);
    const work = reproduce({ record, rows, trainer, fingerprint: weightsSha256, slice: 1000 });
    return finished(work as Generator<void, Difference | null, void>);
  }
}

async function parametersOf(bytes: Uint8Array<ArrayBuffer>): Promise<Float64Array> {
  return (await readModel(inMemory(bytes), weightsSha256)).parameters;
}
