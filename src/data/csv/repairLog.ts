/** Collects what the reader changed or dropped. The same in many rows is one repair with its count: a broken file must not fill memory. */
import type { NoticeValue } from '../../core/notice.ts';
import { linesKept, type Repair, type RepairKind, type RepairValues } from './repair.ts';

/** Different repairs that are kept. */
export const repairLimit = 1000;

interface Entry {
  readonly kind: RepairKind;
  readonly values: readonly NoticeValue[];
  readonly lines: number[];
  count: number;
}

export class RepairLog {
  readonly #entries = new Map<string, Entry>();
  /** Different repairs beyond the limit, each time they happened. */
  omitted = 0;

  /** `line` is 1-based; 0 speaks of the whole file. The same kind with the same values is the same repair. */
  add<K extends RepairKind>(line: number, kind: K, ...values: RepairValues[K]): void {
    this.addMany(line > 0 ? [line] : [], 1, kind, ...values);
  }

  /** A repair that happened `count` times; `lines` are the first of them, in order. */
  addMany<K extends RepairKind>(lines: readonly number[], count: number, kind: K, ...values: RepairValues[K]): void {
    const key = `${kind}\n${values.join('\n')}`;
    const known = this.#entries.get(key);
    if (known) {
      known.count += count;
      for (const line of lines) if (known.lines.length < linesKept) known.lines.push(line);
    } else if (this.#entries.size < repairLimit)
      this.#entries.set(key, { kind, values, lines: lines.slice(0, linesKept), count });
    else this.omitted += count;
  }

  /** In the order of their first lines; those about the whole file first. */
  get repairs(): Repair[] {
    const all = [...this.#entries.values()].map((entry) => ({ ...entry, line: entry.lines[0] ?? 0 }));
    return all.sort((a, b) => a.line - b.line);
  }
}
