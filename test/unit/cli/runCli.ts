/** Runs the command line in a folder of its own, in this process or as a shell would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runCommandLine } from '../../../src/cli/commandLine.ts';
import { textTerminal } from '../../../src/cli/terminal/terminal.ts';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const repository = process.cwd();
const cli = resolve(repository, 'dist/cli.js');

/** Runs the command in this process, which takes a tenth of the time of a new one. `cwd` is the current folder meanwhile. */
export async function runCli(args: readonly string[], cwd = repository): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  const terminal = textTerminal(
    (text) => {
      stdout += text;
    },
    (text) => {
      stderr += text;
    },
  );
  const home = process.cwd();
  process.chdir(cwd);
  try {
    const code = await runCommandLine(args, terminal);
    return { code, stdout, stderr };
  } finally {
    process.chdir(home);
  }
}

/** Runs the built command as a shell does, in a process of its own. @param started is given the process */
export function spawnCli(
  args: readonly string[],
  cwd = repository,
  started?: (child: ChildProcess) => void,
): Promise<CliResult> {
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
    started?.(child);
    child.on('close', (code) => settle({ code, stdout, stderr }));
  });
}

/** The object that `--json` printed; fails with what stderr said otherwise. */
export async function runJson(
  args: readonly string[],
  cwd = repository,
  run = runCli,
): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await run([...args, '--json'], cwd);
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** A temporary folder with these files; `use` gets its path, and it is gone afterwards. */
export async function inFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
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
