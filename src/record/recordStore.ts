/**
 * The folder of runs: `ID/run.json` and what it names, `tables/SHA256.csv` once for all runs of a table. A run appears whole, by the
 * renaming of its folder, and goes whole; several processes may work in one folder.
 */
import { encodeUtf8 } from '../data/csv/textCodec.ts';
import { type CurveRow, decodeChunk, rowsOf } from './curve.ts';
import { RecordError } from './errors.ts';
import { beginLock, isLocked, ourLock, type RunLock, takeLock } from './lock.ts';
import { idPattern } from './readRecord.ts';
import type { RecordFiles, RecordMachine } from './recordFiles.ts';
import { decodeRecord, encodeRecord } from './recordText.ts';
import type { RecordedFile, RunRecord } from './runRecord.ts';

export interface DamagedRun {
  readonly id: string;
  readonly error: unknown;
}

export interface ListedRuns {
  /** The newest first; the state is what is true now. */
  readonly runs: readonly RunRecord[];
  readonly damaged: readonly DamagedRun[];
}

/** What is written beside a new record. */
export interface NewFiles {
  /** `null`: too large to be kept. */
  readonly table: Uint8Array | null;
  readonly start: { readonly name: string; readonly bytes: Uint8Array } | null;
}

const recordName = 'run.json';
const maxRecordBytes = 1 << 25;
export const maxFileBytes = 2 ** 31;
const [making, leaving] = ['.new-', '.deleted-'];
const tableName = /^[0-9a-f]{64}\.csv$/;

/** So that version control shows the text and leaves the numbers alone; who trains at present is nobody else's business. */
const attributes = 'run.json text eol=lf\n*.safetensors binary\n*.npz binary\ntables/* -text\n';
const ignored = 'lock\nlock.*\n*.tmp\n.new-*\n.deleted-*\n';

export class RecordStore {
  readonly files: RecordFiles;
  readonly machine: RecordMachine;

  constructor(files: RecordFiles, machine: RecordMachine) {
    this.files = files;
    this.machine = machine;
  }

  /** An id that sorts by time: "20261130-163012317-3f9a2c". @param time milliseconds since 1970 */
  newId(time: number): string {
    const digits = new Date(time).toISOString().replace(/\D/g, '');
    return `${digits.slice(0, 8)}-${digits.slice(8, 17)}-${this.machine.token().slice(0, 6)}`;
  }

  /**
   * A new run, whole on the disk when this is done, and locked.
   * @throws what the system says; nothing of it is in the list then
   */
  async create(record: RunRecord, { table, start }: NewFiles): Promise<RunLock> {
    const { files, machine } = this;
    await this.#sweep();
    await this.#writeGitFiles();
    await this.#keepTable(record, table);
    const token = machine.token();
    const folder = `${making}${token}`;
    try {
      const taken = await beginLock(files, machine, folder, token);
      if (start) await files.write(`${folder}/${start.name}`, start.bytes);
      await files.write(`${folder}/${recordName}`, encodeRecord(record, machine.sha256));
      if (!taken || !(await files.move(folder, record.id))) throw new RecordError('record.file', record.id);
    } catch (error) {
      await files.remove(folder).catch(() => undefined);
      throw error;
    }
    // Another may have deleted the last run of this table meanwhile.
    await this.#keepTable(record, table);
    return ourLock(files, machine, record.id, token);
  }

  /** @returns `null` where another process trains it @throws RecordError where it is gone: a lock does not bring its folder back */
  async lock(id: string): Promise<RunLock | null> {
    const { files, machine } = this;
    const lock = await takeLock(files, machine, id);
    if (!lock || (await files.names(id)).some((name) => !name.startsWith('lock'))) return lock;
    await lock.release();
    await files.remove(id);
    throw new RecordError('record.missing', recordName);
  }

  /** What a process that ended in the middle left behind, and the record does not name. For who holds the lock. */
  async removeUnnamed({ id, curve, checkpoints }: RunRecord): Promise<void> {
    const { files } = this;
    const named = new Set([...curve.chunks, ...checkpoints].map(({ file }) => file));
    for (const folder of ['curve', 'checkpoints'])
      for (const name of await files.names(`${id}/${folder}`))
        if (!named.has(`${folder}/${name}`)) await files.remove(`${id}/${folder}/${name}`);
    for (const name of await files.names(id)) if (name.endsWith('.tmp')) await files.remove(`${id}/${name}`);
  }

  async write(record: RunRecord): Promise<void> {
    await this.files.write(`${record.id}/${recordName}`, encodeRecord(record, this.machine.sha256));
  }

  async list(): Promise<ListedRuns> {
    const runs: RunRecord[] = [];
    const damaged: DamagedRun[] = [];
    for (const id of await this.ids()) {
      try {
        runs.push(await this.read(id));
      } catch (error) {
        damaged.push({ id, error });
      }
    }
    return { runs, damaged };
  }

  /** Of all folders of runs, the newest first. */
  async ids(): Promise<readonly string[]> {
    const names = await this.files.names('');
    return names.filter((name) => /^\d{8}-/.test(name) && idPattern.test(name)).sort((a, b) => (a < b ? 1 : -1));
  }

  /** With the state that is true now. @throws RecordError, and what the system says */
  async read(id: string): Promise<RunRecord> {
    const { files, machine } = this;
    const bytes = await files.read(`${id}/${recordName}`, maxRecordBytes);
    if (!bytes) throw new RecordError('record.missing', recordName);
    const record = { ...decodeRecord(bytes, machine.sha256), id };
    const isOver = record.state === 'training' && !(await isLocked(files, machine, id));
    return isOver ? { ...record, state: 'interrupted' } : record;
  }

  /** A file that the record names, exactly as it was written. @throws RecordError where it is another */
  async file(id: string, { file, bytes, sha256 }: RecordedFile): Promise<Uint8Array> {
    const found = await this.files.read(`${id}/${file}`, maxFileBytes).catch(() => null);
    if (found?.byteLength !== bytes || this.machine.sha256(found) !== sha256)
      throw new RecordError('record.file', file);
    return found;
  }

  /** All recorded rows. @throws RecordError, ModelFileError */
  async curve({ id, curve: { chunks, tail } }: RunRecord): Promise<CurveRow[]> {
    const rows: CurveRow[] = [];
    for (const chunk of chunks) rows.push(...(await decodeChunk(await this.file(id, chunk), chunk.file)));
    return [...rows, ...rowsOf(tail)];
  }

  /** The copy of a table; `null` where there is none that is whole. */
  async table(sha256: string): Promise<Uint8Array | null> {
    const bytes = await this.files.read(tablePath(sha256), maxFileBytes).catch(() => null);
    return bytes && this.machine.sha256(bytes) === sha256 ? bytes : null;
  }

  /** Whole, with the copy of its table where no other run has it. @returns whether there was one */
  async delete(id: string): Promise<boolean> {
    const gone = `${leaving}${this.machine.token()}`;
    if (!(await this.files.move(id, gone))) return false;
    await this.files.remove(gone);
    await this.#removeTables();
    return true;
  }

  /** Where it is missing, or is not what was written. */
  async #keepTable({ table: { sha256 } }: RunRecord, bytes: Uint8Array | null): Promise<void> {
    if (bytes && !(await this.table(sha256))) await this.files.write(tablePath(sha256), bytes);
  }

  /**
   * Those that no run has. Moved aside, and looked at once more: a run that begins meanwhile either finds its table missing and writes
   * it, or is seen here, and the table comes back.
   */
  async #removeTables(): Promise<void> {
    const { files, machine } = this;
    const aside = `${leaving}${machine.token()}-`;
    const before = await this.#usedTables();
    const names = (await files.names('tables')).filter((name) => tableName.test(name) && before?.has(name) === false);
    for (const name of names) await files.move(`tables/${name}`, `tables/${aside}${name}`);
    const after = await this.#usedTables();
    for (const name of names) {
      if (after?.has(name) !== false) await files.move(`tables/${aside}${name}`, `tables/${name}`);
      await files.remove(`tables/${aside}${name}`);
    }
  }

  /** `null`: not known, as a damaged record may have any. */
  async #usedTables(): Promise<ReadonlySet<string> | null> {
    const { runs, damaged } = await this.list();
    return damaged.length > 0 ? null : new Set(runs.map(({ table }) => `${table.sha256}.csv`));
  }

  /** What processes left behind that ended in the middle of it. */
  async #sweep(): Promise<void> {
    const { files, machine } = this;
    for (const name of await files.names('tables')) {
      const [found] = name.startsWith(leaving) ? (/[0-9a-f]{64}\.csv$/.exec(name) ?? []) : [];
      if (found) await files.move(`tables/${name}`, `tables/${found}`);
    }
    for (const name of await files.names('')) {
      const isUnfinished = name.startsWith(making) && (await files.names(name)).includes('lock');
      if (name.startsWith(leaving) || (isUnfinished && !(await isLocked(files, machine, name))))
        await files.remove(name).catch(() => undefined);
    }
  }

  async #writeGitFiles(): Promise<void> {
    const there = await this.files.names('');
    if (!there.includes('.gitattributes')) await this.files.create('.gitattributes', encodeUtf8(attributes));
    if (!there.includes('.gitignore')) await this.files.create('.gitignore', encodeUtf8(ignored));
  }
}

/** From the root of the records. */
export function tablePath(sha256: string): string {
  return `tables/${sha256}.csv`;
}
