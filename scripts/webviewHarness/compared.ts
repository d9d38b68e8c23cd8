/** What the host sends to the page of a comparison: runs trained and recorded by the command line, compared as the worker does it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../src/cli/commandLine.ts';
import { textTerminal } from '../../src/cli/terminal/terminal.ts';
import { nodeRecords } from '../../src/platform/node/records/nodeRecords.ts';
import type { ToCompareView } from '../../src/protocol/compare/runsComparison.ts';
import { compareRequest } from '../../src/worker/compareRequest.ts';

const known = new Map<string, Promise<ToCompareView>>();

/** @param runs of each its name, and what is set for it; trained once for all pictures */
export function comparePage(
  file: string,
  folder: string,
  runs: readonly (readonly [name: string, ...sets: readonly string[]])[],
): Promise<ToCompareView> {
  const key = JSON.stringify([file, runs]);
  const page = known.get(key) ?? trained(file, join(folder, `compared-${known.size}`), runs);
  known.set(key, page);
  return page;
}

async function trained(
  file: string,
  root: string,
  runs: readonly (readonly [name: string, ...sets: readonly string[]])[],
): Promise<ToCompareView> {
  rmSync(root, { recursive: true, force: true });
  let said = '';
  const terminal = textTerminal(
    () => undefined,
    (text) => {
      said += text;
    },
  );
  for (const [, ...sets] of runs) {
    const args = ['train', file, '--record', root, '--json', ...sets.flatMap((set) => ['--set', set])];
    if ((await runCommandLine(args, terminal)) !== 0) throw new Error(said);
  }
  const ids = (await nodeRecords(root).ids()).toReversed();
  const compared = await compareRequest({ runs: ids.map((id) => ({ root, id })) }, () => Promise.resolve());
  const names = runs.map(([name]) => name);
  // Measured, and so another one in each picture.
  const records = compared.records.map((record, index) => ({ ...record, seconds: 1 + index / 4 }));
  return { type: 'comparePage', page: { names, compared: { ...compared, records }, problem: '' } };
}
