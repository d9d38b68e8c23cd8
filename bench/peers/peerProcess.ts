/** The asking side of a comparison: a process that serves (see `serve.ts`), asked one thing at a time. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answer, Request } from './serve.ts';

export class PeerProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string>;
  #errors = '';

  /** @param threads how many a library may use; 0: as many as it takes by itself */
  constructor(command: readonly string[], threads: number, own: Readonly<Record<string, string>> = {}) {
    const [program = '', ...args] = command;
    const names = threads === 0 ? [] : ['OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS', 'MKL_NUM_THREADS'];
    const env = { ...process.env, ...own, ...Object.fromEntries(names.map((name) => [name, String(threads)])) };
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
    this.#child.stderr.on('data', (text) => {
      this.#errors += String(text);
    });
    // Who has gone answers no more; `ask` says so.
    this.#child.stdin.on('error', () => undefined);
    this.#child.on('error', ({ message }) => {
      this.#errors += message;
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** @throws Error with what the process wrote, when it ends instead of answering */
  async ask(request: Request): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done)
        throw new Error(this.#errors.match(/^.*Error.*$/m)?.[0] ?? (this.#errors.trim() || 'the process ended'));
      // Libraries greet on the same stream.
      if (value.startsWith('{')) return JSON.parse(value) as Answer;
    }
  }

  end(): void {
    this.#child.stdin.end();
    this.#child.kill();
  }
}
