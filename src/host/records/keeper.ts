/**
 * Keeps the records of this window's runs: tells each worker where to write, hears where its record stands, and gives the run free
 * when the worker is gone.
 */
import * as vscode from 'vscode';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { nodeRecords } from '../../platform/node/records/nodeRecords.ts';
import type { NamedModel } from '../../protocol/modelApi.ts';
import type { RecordReport, RecordRequest } from '../../protocol/recordApi.ts';
import type { RecordMessage } from '../../protocol/workerApi.ts';
import { ourLock } from '../../record/lock.ts';
import { boundRecords } from '../../record/size.ts';
import type { RunRecords } from '../../session/sessionOptions.ts';
import { Owner } from '../base/owner.ts';
import { readNumber } from '../base/settings.ts';
import { openConfig } from '../files/configDocuments.ts';
import { configKey, nameOf, savedUri } from '../files/configKey.ts';
import { type RecordPlace, type RecordPlaces, recordedName } from './places.ts';

/** As much of a run as its record needs to know. */
export interface Recorded {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly dataUri: vscode.Uri | null;
  /** Its name, where that is not the file's. */
  readonly dataName: string | null;
}

export interface KeptRecord {
  readonly place: RecordPlace;
  readonly report: RecordReport;
}

/** A recorded run, and where it lies. */
export interface GoingOn {
  readonly place: RecordPlace;
  readonly id: string;
}

/** Milliseconds that a worker takes to end after it was told to. */
const ending = 300;

export interface KeeperOptions {
  readonly places: RecordPlaces;
  /** Of the product. */
  readonly version: string;
  /** The file that the network begins with. */
  readonly findStart: (config: vscode.Uri, current: NetworkConfig) => Promise<NamedModel | null>;
  readonly warn: (sentence: string) => void;
}

export class RecordKeeper extends Owner {
  readonly #options: KeeperOptions;
  readonly #kept = new Map<Recorded, KeptRecord>();
  readonly #goesOn = new Map<string, GoingOn>();
  readonly #changed = this.register(new vscode.EventEmitter<RecordPlace>());

  /** What is recorded there. */
  readonly onDidChange = this.#changed.event;

  constructor(options: KeeperOptions) {
    super();
    this.#options = options;
  }

  get places(): RecordPlaces {
    return this.#options.places;
  }

  /** The record that a run has at present. */
  of(run: Recorded): KeptRecord | null {
    return this.#kept.get(run) ?? null;
  }

  /** Where the records of a run are kept. @param run `undefined` before there is one */
  recordsOf(run: () => Recorded | undefined): RunRecords {
    const place: { now: RecordPlace | null } = { now: null };
    return {
      request: async (config) => {
        const recorded = run();
        const going = recorded && this.#goesOn.get(configKey(recorded.uri));
        place.now = going?.place ?? (recorded ? this.places.of(recorded.uri) : null);
        return recorded && place.now ? this.#request(recorded, place.now, config) : null;
      },
      written: () => writtenOf(run()),
      heard: (message) => {
        const recorded = run();
        if (recorded && place.now) this.#heard(recorded, place.now, message);
      },
      left: (hasDied) => {
        const recorded = run();
        if (recorded) void this.#left(recorded, hasDied);
      },
    };
  }

  /** The next network of this configuration goes on with a recorded run. */
  goOn(key: string, run: GoingOn | null): void {
    if (run) this.#goesOn.set(key, run);
    else this.#goesOn.delete(key);
  }

  async #request(run: Recorded, { root, folder }: RecordPlace, config: NetworkConfig): Promise<RecordRequest | null> {
    const { version, findStart } = this.#options;
    const table = run.dataUri && savedUri(run.dataUri);
    if (!table || (table.scheme !== 'file' && table.scheme !== 'untitled')) return null;
    const start = await findStart(run.uri, config);
    if (start && start.kind !== 'path') return null;
    return {
      ...{ root, base: folder, version, table: table.fsPath, start: start?.path ?? null },
      tableName: run.dataName ?? nameOf(table),
      file: recordedName(run.uri),
      written: writtenOf(run),
      comesFrom: comesFrom(this.#kept.get(run)),
      goesOn: this.#goesOn.get(configKey(run.uri))?.id ?? null,
    };
  }

  #heard(run: Recorded, place: RecordPlace, message: RecordMessage): void {
    if (message.type === 'recordFailed') {
      this.#options.warn(`The run of ${run.uri.path} could not be recorded in ${place.root}: ${message.reason}`);
      return;
    }
    if (message.report) this.#kept.set(run, { place, report: message.report });
    else this.#kept.delete(run);
    this.#changed.fire(place);
    if (message.report?.isListed && message.report.state !== 'training') void this.#bound(place);
  }

  /** What the worker wrote last stands; a run that has not trained for two seconds leaves nothing. */
  async #left(run: Recorded, hasDied: boolean): Promise<void> {
    const kept = this.#kept.get(run);
    this.#kept.delete(run);
    // With the window the process ends, and everybody can see that nobody trains the run any more.
    if (kept?.report.state !== 'training' || this.isDisposed) return;
    const { place, report } = kept;
    const store = nodeRecords(place.root);
    await new Promise((done) => setTimeout(done, hasDied ? 0 : ending));
    try {
      const lock = ourLock(store.files, store.machine, report.id, report.token);
      const record = await store.read(report.id).catch(() => null);
      // It ended by itself a moment ago, and nobody has heard of that yet.
      const isOver = record?.state === 'finished' || record?.state === 'diverged';
      if (!isOver && !report.isListed) {
        await lock.rest();
        await store.delete(report.id);
        return;
      }
      if (record && !isOver && !hasDied && (await lock.renew()))
        await store.write({ ...record, state: 'stopped', ended: new Date().toISOString(), stopReason: 'user' });
      await lock.release();
    } catch (error) {
      this.#options.warn(`The record ${report.id} could not be closed: ${String(error)}`);
    } finally {
      if (!this.isDisposed) this.#changed.fire(place);
    }
  }

  /** What lies in a folder of the user is the user's. */
  async #bound(place: RecordPlace): Promise<void> {
    if (place.folder !== null) return;
    try {
      const gone = await boundRecords(nodeRecords(place.root), maxBytes());
      if (gone.length > 0 && !this.isDisposed) this.#changed.fire(place);
    } catch (error) {
      this.#options.warn(`Recorded runs could not be kept to their size: ${String(error)}`);
    }
  }
}

/** That the records in the storage of a workspace may take. */
export function maxBytes(): number {
  return readNumber('recording.storageMegabytes', 500, { min: 1, max: 1_000_000 }) * 2 ** 20;
}

/** One that is not in the list leaves nothing: then it is the run that it comes from itself. */
function comesFrom(kept: KeptRecord | undefined): RecordRequest['comesFrom'] {
  if (!kept) return null;
  const { id, isListed, parent } = kept.report;
  return isListed ? { run: id, step: null } : parent;
}

function writtenOf(run: Recorded | undefined): RecordRequest['written'] {
  const text = run && (openConfig(configKey(run.uri))?.getText() || run.text);
  return text ? text.split(/\r?\n/) : null;
}
