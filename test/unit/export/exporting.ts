/** Networks to export, the files of an export in a folder, and Python to run them. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { networkConfigSchema } from '../../../src/config/schema/schema.ts';
import type { Trainer } from '../../../src/core/training/trainer.ts';
import { sourceOfBytes } from '../../../src/data/csv/byteSource.ts';
import { readTable } from '../../../src/data/read/readTable.ts';
import { tableOptionsOf } from '../../../src/data/read/readOptions.ts';
import type { Exported } from '../../../src/export/base/target.ts';
import type { ExportName } from '../../../src/export/base/names.ts';
import { exportTargets } from '../../../src/export/targets.ts';
import { checkRows } from '../../../src/run/model/checkRows.ts';
import { trainedModel } from '../../../src/run/model/trainedModel.ts';
import { buildTrainer } from '../../../src/run/setup/buildTrainer.ts';

export interface Trained {
  readonly exported: Exported;
  readonly trainer: Trainer;
}

/** Trains so many steps. @param config without `data.file` */
export async function trainedExport(
  table: string | Uint8Array,
  config: object,
  steps: number,
  stem = 'net',
): Promise<Trained> {
  const bytes = typeof table === 'string' ? new TextEncoder().encode(table) : table;
  const given = config as { data: object; network?: object; training?: object };
  const parsed = networkConfigSchema.parse({ ...given, data: { file: `${stem}.csv`, ...given.data } });
  const read = await readTable(sourceOfBytes(bytes), tableOptionsOf(parsed.data));
  const run = buildTrainer(parsed, read);
  run.trainer.run(steps);
  const origin = { name: `${stem}.csv`, bytes: bytes.length, sha256: '0'.repeat(64), rows: read.rows };
  const model = trainedModel(run, {
    ...{ config: parsed, table: origin, time: '2026-11-30T00:00:00.000Z', version: '0.1.0' },
    ...{ engine: run.trainer.backend.name, figures: {}, fingerprint: weightsSha256 },
  });
  const checked = await checkRows(model, sourceOfBytes(bytes), `${stem}.csv`);
  return { exported: { model, ...checked, stem }, trainer: run.trainer };
}

/** Writes an export and the table, and gives their folder. */
export async function inExport<T>(
  exported: Exported,
  to: ExportName,
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'nn-export-'));
  try {
    for (const { name, content } of exportTargets[to].write(exported)) await writeFile(join(folder, name), content);
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Debian's Python, where its packages are; else the first on the path. */
export const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
  input = '',
): Promise<Ran> {
  return new Promise((settle) => {
    const child = execFile(
      command,
      [...args],
      {
        cwd,
        env: { ...process.env, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1', ...env },
        maxBuffer: 1 << 26,
        timeout: 300_000,
      },
      (error, stdout, stderr) => settle({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

/** The costs that a program printed, by step. */
export function printedCosts(stdout: string): Map<number, number> {
  return new Map(
    [...stdout.matchAll(/^step (\d+): cost (\S+)$/gm)].map(([, step, cost]) => [Number(step), Number(cost)] as const),
  );
}

export interface ProgramResult {
  readonly runs: readonly Ran[];
  /** What pyflakes found. */
  readonly flakes: string;
}

/** Runs programs of Python in one process. */
export async function runPrograms(
  programs: readonly { readonly path: string; readonly runs: readonly (readonly string[])[] }[],
): Promise<readonly ProgramResult[]> {
  const { code, stdout, stderr } = await run(
    python,
    [join('test', 'python', 'exports.py')],
    process.cwd(),
    {},
    JSON.stringify(programs),
  );
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as ProgramResult[];
}
