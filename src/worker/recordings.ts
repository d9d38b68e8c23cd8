/** The records of the worker's runs: where they lie, what they say of table and start, and a run that goes on from one. */
import { sha256, weightsSha256 } from '../platform/node/fingerprint.ts';
import { nodeRecords } from '../platform/node/records/nodeRecords.ts';
import { recordedFiles } from '../platform/node/records/recordedFiles.ts';
import type { NetworkConfig } from '../config/schema/schema.ts';
import { encodeModel } from '../model/modelFile.ts';
import type { RecordReport, RecordRequest } from '../protocol/recordApi.ts';
import type { TableSource } from '../protocol/tableSource.ts';
import type { RecordStore } from '../record/recordStore.ts';
import type { RunRecord } from '../record/runRecord.ts';
import type { Runner } from '../run/loop/runner.ts';
import type { YieldNow } from '../run/loop/timeMachine.ts';
import { trainedModel } from '../run/model/trainedModel.ts';
import type { RunPlatform } from '../run/platform.ts';
import type { Past } from './recordedPast.ts';
import { LiveRecording, type NewRun } from '../run/record/liveRecording.ts';
import { newRecord } from '../run/record/newRecord.ts';
import { restoreRun } from '../run/record/restoreRun.ts';
import type { BuiltRun } from '../run/setup/buildTrainer.ts';

export interface RecordedRun {
  readonly platform: RunPlatform;
  readonly request: RecordRequest;
  readonly runner: Runner;
  readonly run: BuiltRun;
  readonly config: NetworkConfig;
  /** What it was read from. */
  readonly source: TableSource;
  readonly rows: number;
  /** Of the run that goes on; `null`: another one begins. */
  readonly past: Past | null;
  readonly threads: number;
  /** Of the network whose weights it took over; `null`: of none. */
  readonly keptStep: number | null;
}

export class Recordings {
  readonly #asked: RecordedRun;
  readonly #store: RecordStore;
  /** A network that took weights over from another begins with these; `null`: with those of its configuration. */
  readonly #begun: Uint8Array | null;
  /** Lines of the configuration: those of now. */
  written: RecordRequest['written'];

  constructor(asked: RecordedRun) {
    const { request, runner, run, past } = asked;
    this.#asked = asked;
    this.#store = nodeRecords(request.root);
    this.written = request.written;
    const isKept = runner.description.keptLayers !== undefined;
    this.#begun = isKept ? encodeModel(trainedModel(run, this.#source(noTable))) : (past?.startBytes ?? null);
  }

  /** The recording of the run that begins, or goes on; brings the latter to where it was. */
  async open(yieldNow: YieldNow): Promise<LiveRecording> {
    const { platform, request, runner, run, past } = this.#asked;
    const { writers } = platform;
    if (past) await restoreRun(runner, past, yieldNow);
    const goesOn = past?.record ?? null;
    const post = (report: RecordReport | null) =>
      platform.post({ type: 'record', build: runner.description.build, report });
    // Nobody writes it before it goes on: it has no lock.
    if (goesOn) post({ id: goesOn.id, token: '', state: goesOn.state, parent: goesOn.parent, isListed: true });
    return new LiveRecording({
      ...{ platform, store: this.#store, run, time: runner.time, fingerprint: weightsSha256, goesOn },
      writer: writers && ((id, token) => writers(request.root, id, token)),
      begin: (parent) => this.#begin(parent ?? this.#comesFrom()),
      trainedBy: { product: request.version, engine: runner.trainer.backend.name },
      report: post,
      complain: (error) => platform.post({ type: 'recordFailed', reason: String(error) }),
    });
  }

  #comesFrom(): RunRecord['parent'] {
    const { request, keptStep } = this.#asked;
    const { comesFrom } = request;
    return comesFrom && keptStep !== null ? { run: comesFrom.run, step: comesFrom.step ?? keptStep } : null;
  }

  async #begin(parent: RunRecord['parent']): Promise<NewRun> {
    const { request, run, config, source, rows, threads } = this.#asked;
    const { root, base, start, file, version: product } = request;
    const id = this.#store.newId(Date.now());
    const bytes = source.kind === 'bytes' ? source.bytes : undefined;
    const table = { path: request.table, name: request.tableName, rows, bytes };
    const found = await recordedFiles({ root, id, base, table, start: this.#begun ? null : start });
    // What was changed since its first step is told by the changes.
    const [first] = this.#asked.runner.time.recording.kept;
    const settings = first?.checkpoint.step === 0 ? first.checkpoint.settings : run.trainer.askedSettings;
    const used = { ...config, training: { ...config.training, ...settings } };
    const ask = { file, product, threads, parent, used, costsAt: [] };
    const written = { written: this.written, targets: [], set: [] };
    const record = newRecord(run, { ...ask, config: written }, Date.now());
    const kept = this.#begun && { name: 'start.safetensors', bytes: this.#begun };
    return {
      record: {
        ...record,
        ...{ id, table: found.table },
        start: kept ? { name: kept.name, where: kept.name, sha256: sha256(kept.bytes), kept: kept.name } : found.start,
      },
      files: { table: found.tableBytes, start: kept ?? found.startFile },
    };
  }

  #source(table: typeof noTable) {
    const { request, runner, config } = this.#asked;
    const { version } = request;
    const engine = runner.trainer.backend.name;
    return { config, table, time: new Date(0).toISOString(), version, engine, figures: {}, fingerprint: weightsSha256 };
  }
}

const noTable = { name: '', bytes: 0, sha256: '', rows: 0 };
