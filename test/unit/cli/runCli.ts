/** Runs the built command line as a shell would, in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const repository = process.cwd();
const cli = resolve(repository, 'dist/cli.js');

/** @param interruptAfter milliseconds until Ctrl+C; never without it */
export function runCli(args: readonly string[], cwd = repository, interruptAfter?: number): Promise<CliResult> {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    if (interruptAfter !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAfter);
    child.on('close', (code) => settle({ code, stdout, stderr }));
  });
}

/** The object that `--json` printed; fails with what stderr said otherwise. */
export async function runJson(args: readonly string[], cwd = repository): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runCli([...args, '--json'], cwd);
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** A temporary folder with these files; `use` gets its path, and it is gone afterwards. */
export async function inFolder<T>(files: Readonly<Record<string, string | Uint8Array>>, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'nn-explorer-cli-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A table of two classes that a line divides: 40 rows, columns a, b, kind. */
export function dividedTable(delimiter = ','): string {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const a = (i * 7) % 40;
    const b = (i * 11) % 40;
    return [a / 4, b / 4, a + b > 39 ? 'high' : 'low'].join(delimiter);
  });
  return `${['a', 'b', 'kind'].join(delimiter)}\n${rows.join('\n')}\n`;
}
