/**
 * Whether the tables of recorded runs are still what they were: looked at beside everything else, each file once as long as its size and
 * time stay.
 */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileSource } from '../openSource.ts';
import { digestOf } from '../tableDigest.ts';
import type { RunRecord } from '../../../record/runRecord.ts';

/** "same" also where it is not known yet, and of a large one whose size is the same. */
export type TableState = 'same' | 'changed' | 'gone';

/** Bytes up to which a file is read. */
const maxBytes = 1 << 26;

interface OnTable {
  readonly place: { readonly root: string };
  readonly record: Pick<RunRecord, 'id' | 'table'>;
}

interface Seen {
  readonly size: number;
  readonly time: number;
  /** `null`: it was not read. */
  readonly sha256: string | null;
}

export class TableStates {
  /** By path; `null`: there is no such file. */
  readonly #seen = new Map<string, Seen | null>();

  of({ place, record }: OnTable): TableState {
    const { where, bytes, sha256 } = record.table;
    const seen = this.#seen.get(resolve(place.root, record.id, where));
    if (seen === undefined) return 'same';
    if (seen === null) return 'gone';
    return seen.size === bytes && (seen.sha256 ?? sha256) === sha256 ? 'same' : 'changed';
  }

  /** @returns whether anything is another by now */
  async look(runs: readonly OnTable[]): Promise<boolean> {
    const paths = new Set(runs.map(({ place, record }) => resolve(place.root, record.id, record.table.where)));
    let isOther = false;
    for (const path of paths) {
      const before = this.#seen.get(path);
      const now = await seenAt(path, before ?? null);
      this.#seen.set(path, now);
      if (now?.sha256 !== before?.sha256 || now?.size !== before?.size || before === undefined) isOther = true;
    }
    return isOther;
  }
}

async function seenAt(path: string, before: Seen | null): Promise<Seen | null> {
  try {
    const { size, mtimeMs: time } = await stat(path);
    if (before?.size === size && before.time === time) return before;
    return { size, time, sha256: size > maxBytes ? null : (await digestOf(fileSource(path))).sha256 };
  } catch {
    return null;
  }
}
