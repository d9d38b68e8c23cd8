/**
 * A disk in memory that can fail at any operation, end the process there, or lose the power: then what was written and not flushed is cut
 * off anywhere, and the last names that were given and not flushed are taken back.
 */
import type { RandomState } from '../../../src/core/network/random.ts';
import type { RecordSystem } from '../../../src/platform/node/records/nodeRecordFiles.ts';

export type FaultKind = 'fail' | 'full' | 'kill';
export interface Fault {
  readonly kind: FaultKind;
  /** Of the operations from then on. */
  readonly at: number;
}

export class Killed extends Error {
  override readonly name = 'Killed';
}

interface MemoryFile {
  bytes: Uint8Array;
  flushed: number;
}

export class MemorySystem implements RecordSystem {
  readonly #random: RandomState;
  #files = new Map<string, MemoryFile>();
  /** What takes back the last names, the oldest first. */
  #unflushed: { readonly folder: string; readonly undo: () => void }[] = [];
  #fault: Fault | null = null;
  #done = 0;
  isDead = false;

  constructor(random: RandomState) {
    this.#random = random;
  }

  arm(fault: Fault | null): void {
    this.#fault = fault;
    this.#done = 0;
  }

  /** Operations since the fault was set. */
  get done(): number {
    return this.#done;
  }

  /** Another process looks at the disk; after a cut of power at what is left of it. */
  restart(powerWasCut: boolean): void {
    this.isDead = false;
    this.#fault = null;
    if (powerWasCut) {
      const lost = Math.floor(this.#random.random() * (this.#unflushed.length + 1));
      for (const { undo } of this.#unflushed.splice(this.#unflushed.length - lost).reverse()) undo();
      for (const file of this.#files.values()) {
        const length = file.flushed + Math.floor(this.#random.random() * (file.bytes.length - file.flushed + 1));
        file.bytes = file.bytes.slice(0, length);
      }
    }
    this.#unflushed = [];
  }

  /** Every file with its content. */
  content(): ReadonlyMap<string, Uint8Array> {
    return new Map([...this.#files].map(([path, { bytes }]) => [path, bytes]));
  }

  readonly open: RecordSystem['open'] = async (path) => {
    await this.#step('write');
    if (this.#files.has(path)) throw systemError('EEXIST');
    const file: MemoryFile = { bytes: new Uint8Array(0), flushed: 0 };
    this.#name(path, file);
    return {
      writeFile: async (content) => {
        const bytes = content as Uint8Array;
        await this.#step('write', () => {
          file.bytes = bytes.slice(0, Math.floor(this.#random.random() * bytes.length));
        });
        file.bytes = bytes.slice();
      },
      chmod: () => this.#step('other'),
      sync: async () => {
        await this.#step('write');
        file.flushed = file.bytes.length;
      },
      close: () => this.#step('other'),
    };
  };

  readonly rename: RecordSystem['rename'] = async (from, to) => {
    await this.#step('other');
    const moved = [...this.#files.keys()].filter((path) => path === from || path.startsWith(`${from}/`));
    if (moved.length === 0) throw systemError('ENOENT');
    const isFolder = !this.#files.has(from);
    if (isFolder && [...this.#files.keys()].some((path) => path.startsWith(`${to}/`))) throw systemError('ENOTEMPTY');
    const before = new Map(this.#files);
    for (const path of moved) {
      const file = this.#files.get(path);
      this.#files.delete(path);
      if (file) this.#files.set(to + path.slice(from.length), file);
    }
    this.#changed(to, before);
  };

  readonly link: RecordSystem['link'] = async (from, to) => {
    await this.#step('other');
    const file = this.#files.get(from);
    if (!file) throw systemError('ENOENT');
    if (this.#files.has(to)) throw systemError('EEXIST');
    this.#name(to, file);
  };

  readonly remove: RecordSystem['remove'] = async (path) => {
    await this.#step('other');
    const before = new Map(this.#files);
    if (this.#files.delete(path)) this.#changed(path, before);
  };

  readonly removeFolder: RecordSystem['removeFolder'] = async (path) => {
    const inside = [...this.#files.keys()].filter((one) => one === path || one.startsWith(`${path}/`));
    for (const one of inside) await this.remove(one);
  };

  readonly makeFolder: RecordSystem['makeFolder'] = () => this.#step('other');

  readonly names: RecordSystem['names'] = async (folder) => {
    await this.#step('other');
    const below = [...this.#files.keys()].filter((path) => path.startsWith(`${folder.replace(/\/$/, '')}/`));
    const names = below.map((path) => path.slice(folder.replace(/\/$/, '').length + 1).split('/')[0] ?? '');
    return [...new Set(names)];
  };

  readonly size: RecordSystem['size'] = async (path) => (await this.read(path)).length;

  readonly read: RecordSystem['read'] = async (path) => {
    await this.#step('other');
    const file = this.#files.get(path);
    if (!file) throw systemError('ENOENT');
    return file.bytes.slice();
  };

  readonly flushFolder: RecordSystem['flushFolder'] = async (folder) => {
    await this.#step('other');
    this.#unflushed = this.#unflushed.filter((one) => one.folder !== folder.replace(/\/$/, ''));
  };

  #name(path: string, file: MemoryFile): void {
    const before = new Map(this.#files);
    this.#files.set(path, file);
    this.#changed(path, before);
  }

  #changed(path: string, before: Map<string, MemoryFile>): void {
    const after = new Map(this.#files);
    const undo = (): void => {
      for (const one of new Set([...before.keys(), ...after.keys()])) {
        const [old, then] = [before.get(one), after.get(one)];
        if (old === then) continue;
        if (old) this.#files.set(one, old);
        else this.#files.delete(one);
      }
    };
    this.#unflushed.push({ folder: path.slice(0, path.lastIndexOf('/')), undo });
  }

  /** @param inPart what a write that fails has done */
  async #step(kind: 'write' | 'other', inPart: () => void = () => undefined): Promise<void> {
    if (this.isDead) throw new Killed();
    const done = this.#done++;
    const fault = this.#fault;
    if (!fault || done < fault.at || (fault.kind !== 'full' && done > fault.at)) return;
    if (fault.kind === 'full' && kind !== 'write') return;
    inPart();
    if (fault.kind === 'kill') {
      this.isDead = true;
      throw new Killed();
    }
    throw systemError(fault.kind === 'full' ? 'ENOSPC' : 'EIO');
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'test' });
}
