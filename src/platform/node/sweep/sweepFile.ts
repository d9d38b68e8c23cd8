/** A sweep on the disk: begun whole, then grown by lines, so that what was there is never in danger. The newest ones are kept. */
import { appendFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SweepPlace } from '../../../protocol/sweep/sweepApi.ts';
import { type KeptMember, type KeptSweep, memberLine, readSweepText, sweepHead } from '../../../run/sweep/keptSweep.ts';
import { writeWhole } from '../writeWhole.ts';

/** Beside the runs, and no name of one. */
const folder = '.sweeps';
const maxSweeps = 20;
const maxBytes = 1 << 28;

function pathOf({ root, id }: SweepPlace): string {
  return join(root, folder, `${id}.jsonl`);
}

/** `null` where there is none that can be used. */
export async function readSweep(place: SweepPlace): Promise<KeptSweep | null> {
  try {
    const path = pathOf(place);
    return (await stat(path)).size > maxBytes ? null : readSweepText(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

export class SweepFile {
  readonly #path: string;
  #waiting = '';
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string) {
    this.#path = path;
  }

  /** Begins with what is there already, without a line that was cut off. @throws what the system says */
  static async begin(place: SweepPlace, { members, ...head }: KeptSweep): Promise<SweepFile> {
    const file = new SweepFile(pathOf(place));
    await mkdir(join(place.root, folder), { recursive: true });
    await writeWhole(file.#path, sweepHead(head) + members.map(memberLine).join(''));
    await bound(join(place.root, folder));
    return file;
  }

  add(member: KeptMember): void {
    this.#waiting += memberLine(member);
  }

  /** Writes what was added since; lines that could not be written wait for the next time. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const lines = this.#waiting;
      this.#waiting = '';
      if (lines === '') return;
      // Whatever was written of it by then ends with its own line.
      await appendFile(this.#path, lines, { flush: true }).catch(() => {
        this.#waiting = `\n${lines}${this.#waiting}`;
      });
    });
    return this.#writing;
  }
}

async function bound(path: string): Promise<void> {
  const names = (await readdir(path)).filter((name) => name.endsWith('.jsonl'));
  const times = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(path, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  const old = times.sort((a, b) => b.time - a.time).slice(maxSweeps);
  await Promise.all(old.map(({ name }) => rm(join(path, name), { force: true })));
}
