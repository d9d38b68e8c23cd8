/**
 * Lines of text that may be too many for the memory: in a temporary file that has no name any more where the system allows it, so that
 * nothing is left behind however the program ends.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lines between two that it is remembered where they begin. */
const stride = 64;

export class LineStore {
  readonly #file: FileHandle;
  readonly #path: string;
  /** Byte at which line 0, `stride`, 2 · `stride`, … begins. */
  readonly #starts: number[] = [];
  #bytes = 0;
  #count = 0;

  private constructor(file: FileHandle, path: string) {
    this.#file = file;
    this.#path = path;
  }

  static async create(): Promise<LineStore> {
    const path = join(tmpdir(), `nn-explorer-${randomBytes(8).toString('hex')}.tmp`);
    const store = new LineStore(await open(path, 'wx+', 0o600), path);
    // Windows keeps the name until the file is closed.
    await rm(path).catch(() => undefined);
    return store;
  }

  get count(): number {
    return this.#count;
  }

  /** Text of whole lines, each with its "\n". */
  async add(text: string | Uint8Array): Promise<void> {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    let begin = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, begin)) {
      if (this.#count % stride === 0) this.#starts.push(this.#bytes + begin);
      this.#count++;
      begin = end + 1;
    }
    // Read calls name their place, and so leave the file's own at its end.
    await this.#file.writeFile(bytes);
    this.#bytes += bytes.length;
  }

  /** Without their ends; fewer where there are no more. */
  async read(from: number, count: number): Promise<string[]> {
    if (from >= this.#count || count < 1) return [];
    const first = Math.floor(from / stride);
    const start = this.#starts[first] ?? 0;
    const end = this.#starts[Math.ceil(Math.min(from + count, this.#count) / stride)] ?? this.#bytes;
    const bytes = new Uint8Array(end - start);
    await this.#file.read(bytes, 0, bytes.length, start);
    const skipped = from - first * stride;
    return new TextDecoder()
      .decode(bytes)
      .split('\n')
      .slice(0, -1)
      .slice(skipped, skipped + count);
  }

  async dispose(): Promise<void> {
    await this.#file.close();
    await rm(this.#path, { force: true }).catch(() => undefined);
  }
}
