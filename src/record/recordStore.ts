/**
 * The folder of runs: `ID/run.json` and what it names, `tables/SHA256.csv` once for all runs of a table. A run appears whole, by the
 * renaming of its folder, and goes whole; several processes may work in one folder.
 */
import { encodeUtf8 } from '../data/csv/textCodec.ts';
import { type CurveRow, decodeChunk, rowsOf } from './curve.ts';
import { RecordError } from './errors.ts';
import { isLocked, ourLock, type RunLock, takeLock } from './lock.ts';
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
    const path = tablePath(record.table.sha256);
    if (table && !(await files.read(path, maxFileBytes))) await files.write(path, table);
    const token = machine.token();
    const folder = `${making}${token}`;
    try {
      const taken = await takeLock(files, machine, folder, token);
      if (start) await files.write(`${folder}/${start.name}`, start.bytes);
      await files.write(`${folder}/${recordName}`, encodeRecord(record, machine.sha256));
      if (!taken || !(await files.move(folder, record.id))) throw new RecordError('record.file', record.id);
    } catch (error) {
      await files.remove(folder).catch(() => undefined);
      throw error;
    }
    // Another may have deleted the last run of this table meanwhile.
    if (table && !(await files.read(path, maxFileBytes))) await files.write(path, table);
    return ourLock(files, machine, record.id, token);
  }

  /** @returns `null` where another process trains it */
  lock(id: string): Promise<RunLock | null> {
    return takeLock(this.files, this.machine, id);
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

  /** From the root of the records. */
  tablePath(sha256: string): string {
    return tablePath(sha256);
  }

  /** Whole, with the copy of its table where no other run has it. @returns whether there was one */
  async delete(id: string): Promise<boolean> {
    const gone = `${leaving}${this.machine.token()}`;
    if (!(await this.files.move(id, gone))) return false;
    await this.files.remove(gone);
    await this.#removeTables();
    return true;
  }

  /** A table that may belong to a damaged record stays. */
  async #removeTables(): Promise<void> {
    const { runs, damaged } = await this.list();
    if (damaged.length > 0) return;
    const used = new Set(runs.map(({ table }) => tablePath(table.sha256)));
    for (const name of await this.files.names('tables'))
      if (/^[0-9a-f]{64}\.csv$/.test(name) && !used.has(`tables/${name}`)) await this.files.remove(`tables/${name}`);
  }

  /** What processes left behind that ended in the middle of it. */
  async #sweep(): Promise<void> {
    const { files, machine } = this;
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

function tablePath(sha256: string): string {
  return `tables/${sha256}.csv`;
}
