/** The recorded runs of this window, wherever they lie: listed, named, and let go. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { nodeRecords } from '../../platform/node/records/nodeRecords.ts';
import type { RecordStore } from '../../record/recordStore.ts';
import { recordsBytes } from '../../record/size.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { Owner } from '../base/owner.ts';
import type { RecordKeeper } from './keeper.ts';
import { type RecordPlace, type RecordPlaces, recordedUri } from './places.ts';

export interface RecordedRun {
  readonly place: RecordPlace;
  readonly record: RunRecord;
}

/** A run that was interrupted is looked for among the newest. */
const newest = 20;

export class RecordedRuns extends Owner {
  readonly #places: RecordPlaces;
  readonly #warn: (sentence: string) => void;
  readonly #changed = this.register(new vscode.EventEmitter<undefined>());
  /** About to be deleted, unless that is taken back. */
  readonly #hidden = new Set<string>();
  #list: Promise<readonly RecordedRun[]> | null = null;

  readonly onDidChange = this.#changed.event;
  #filter = '';

  constructor(keeper: RecordKeeper, warn: (sentence: string) => void) {
    super();
    this.#places = keeper.places;
    this.#warn = warn;
    this.register(keeper.onDidChange(() => this.refresh()));
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()));
  }

  /** Words that the runs shown have; "": all are shown. */
  get filter(): string {
    return this.#filter;
  }

  set filter(words: string) {
    this.#filter = words.trim();
    this.#changed.fire(undefined);
  }

  /** Looks again at what is there. */
  refresh(): void {
    this.#list = null;
    this.#changed.fire(undefined);
  }

  /** Those that are worth a row, the newest first. */
  async list(): Promise<readonly RecordedRun[]> {
    this.#list ??= this.#read();
    return (await this.#list).filter(({ record }) => !this.#hidden.has(record.id));
  }

  async find(root: string, id: string): Promise<RecordedRun | null> {
    const place = this.#places.all.find((one) => one.root === root);
    if (!place) return null;
    const record = await nodeRecords(root)
      .read(id)
      .catch(() => null);
    return record && { place, record };
  }

  /** Runs whose lock nobody holds any more. A run that was closed has none, so that as good as nothing is read where all were. */
  async interrupted(): Promise<readonly RecordedRun[]> {
    const found = await Promise.all(this.#places.all.map((place) => interruptedIn(place)));
    return found.flat();
  }

  /**
   * Changes what the user says of a run, and where its table is.
   * @throws Error with a sentence where it trains now, and what the system says
   */
  async update(
    run: RecordedRun,
    change: Partial<Pick<RunRecord, 'name' | 'note' | 'pinned' | 'state' | 'table'>>,
  ): Promise<void> {
    const store = storeOf(run);
    const lock = await store.lock(run.record.id);
    if (!lock) throw inTraining();
    try {
      await store.write({ ...(await store.read(run.record.id)), ...stateOf(run), ...change });
    } finally {
      await lock.release();
      this.refresh();
    }
  }

  /** Out of sight, until it is deleted or shown again. */
  hide({ record }: RecordedRun, isHidden: boolean): void {
    if (isHidden) this.#hidden.add(record.id);
    else this.#hidden.delete(record.id);
    this.#changed.fire(undefined);
  }

  /** @throws Error with a sentence where it trains now */
  async delete(run: RecordedRun): Promise<void> {
    const store = storeOf(run);
    const lock = await store.lock(run.record.id).catch(() => null);
    if (!lock && (await store.ids()).includes(run.record.id)) throw inTraining();
    await lock?.rest();
    await store.delete(run.record.id);
    this.#hidden.delete(run.record.id);
    this.refresh();
  }

  /** What they take on the disk, in bytes. */
  async sizes(): Promise<readonly { readonly place: RecordPlace; readonly runs: number; readonly bytes: number }[]> {
    const all = await this.list();
    return this.#places.all.map((place) => {
      const here = all.filter((run) => run.place.root === place.root).map(({ record }) => record);
      return { place, runs: here.length, bytes: here.length === 0 ? 0 : recordsBytes(here) };
    });
  }

  async #read(): Promise<readonly RecordedRun[]> {
    const all = await Promise.all(this.#places.all.map((place) => this.#readIn(place)));
    return all.flat().sort((a, b) => (a.record.id < b.record.id ? 1 : -1));
  }

  async #readIn(place: RecordPlace): Promise<readonly RecordedRun[]> {
    try {
      const { runs, damaged } = await nodeRecords(place.root).list();
      for (const { id, error } of damaged) this.#warn(`The recorded run ${join(place.root, id)}: ${String(error)}`);
      return runs.filter(isListed).map((record) => ({ place, record }));
    } catch (error) {
      this.#warn(`The recorded runs in ${place.root} cannot be read: ${String(error)}`);
      return [];
    }
  }
}

/** One that ended before anything was written of its steps leaves nothing to look at. */
function isListed({ step, checkpoints }: RunRecord): boolean {
  return step > 0 && checkpoints.length > 0;
}

/** Read as interrupted, it may be written as training. */
function stateOf({ record: { state } }: RecordedRun): Pick<RunRecord, 'state'> {
  return { state };
}

export function storeOf({ place }: RecordedRun): RecordStore {
  return nodeRecords(place.root);
}

/** The configuration of a run, where it would be today. */
export function configUriOf({ place, record }: RecordedRun): vscode.Uri | null {
  return record.file.endsWith('.nnconfig') ? recordedUri(record.file, place) : null;
}

function inTraining(): Error {
  return new Error(localize('This run is being trained now: stop it first.'));
}

async function interruptedIn(place: RecordPlace): Promise<readonly RecordedRun[]> {
  const names = await readdir(place.root).catch((): string[] => []);
  const ids = names.filter((name) => /^\d{8}-/.test(name)).sort();
  const found = await Promise.all(ids.slice(-newest).map((id) => interruptedRun(place, id)));
  return found.flatMap((run) => run ?? []);
}

async function interruptedRun(place: RecordPlace, id: string): Promise<RecordedRun | null> {
  const files = await readdir(join(place.root, id)).catch((): string[] => []);
  if (!files.includes('lock')) return null;
  const record = await nodeRecords(place.root)
    .read(id)
    .catch(() => null);
  return record?.state === 'interrupted' && isListed(record) ? { place, record } : null;
}
