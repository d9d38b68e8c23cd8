import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommandLine } from '../../../src/cli/commandLine.ts';
import { textTerminal } from '../../../src/cli/terminal/terminal.ts';
import { LineMap } from '../../../src/config/text/position.ts';
import type { BrokenConfig } from '../config/problems/brokenConfigs/brokenConfig.ts';
import { brokenTexts, doubtfulConfigs } from '../config/problems/brokenConfigs/corpus.ts';
import { plants } from '../config/problems/brokenConfigs/plants.ts';
import { brokenTables, tableFiles } from '../config/problems/brokenConfigs/tables.ts';
import { inFolder } from './runCli.ts';

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

interface FindingWithValues extends Finding {
  readonly values: readonly unknown[];
}

function withoutValues({ values: _, ...finding }: FindingWithValues): Finding {
  return finding;
}

const valueless = new Set([
  'syntax',
  'tooDeep',
  'tooLarge',
  'noFeatures',
  'emptyValidation',
  'stoppingOnTraining',
  'sweep',
]);

/** A program finds in the values what the sentence speaks of. */
function checkValues({ code, message, values }: FindingWithValues): void {
  assert.equal(values.length === 0, valueless.has(code), message);
  const names = values.filter((value) => typeof value === 'string' && /^[^[{]{1,30}$/.test(value));
  assert.ok(
    names.every((name) => message.includes(JSON.stringify(name).slice(1, -1))),
    `${message} ${names}`,
  );
}

/** What the corpus wants, as `check --json` writes it. */
function expectedFindings(file: string, { text: marked, expected }: BrokenConfig): Finding[] {
  const offsets = [...marked.matchAll(/‸/g)].map(({ index }, before) => index - before);
  const lines = new LineMap(marked.replaceAll('‸', ''));
  return expected.map((said, index) => {
    const [, severity = 'error', code = '', message = ''] =
      /^(?:(warning|information) )?(\w+) ([\s\S]*)$/.exec(said) ?? [];
    return { file, ...lines.positionAt(offsets[index] ?? 0), severity, code, message };
  });
}

describe('nn-explorer check over the corpus of broken configurations', () => {
  async function check(file: string, ...options: string[]): Promise<{ code: number; output: string }> {
    let output = '';
    const code = await runCommandLine(
      ['check', file, ...options],
      textTerminal(
        (text) => {
          output += text;
        },
        () => undefined,
      ),
    );
    return { code, output };
  }

  it('prints the same code, line, column and message as the editor, and fails for errors only', async () => {
    // A text with errors would also be told that its table is not there.
    await inFolder({ 'plants.csv': plants, a: plants, 'a.csv': plants, 'iris.csv': plants }, async (folder) => {
      for (const [index, broken] of [...brokenTexts, ...doubtfulConfigs].entries()) {
        const file = join(folder, `${index}.nnconfig`);
        await writeFile(file, broken.text.replaceAll('‸', ''));
        const { code, output } = await check(file, '--json');
        const report = JSON.parse(output) as { problems: FindingWithValues[] };
        const ofConfig = report.problems.filter((problem) => problem.file === file);
        const expected = expectedFindings(file, broken);
        assert.deepEqual(ofConfig.map(withoutValues), expected, broken.name);
        ofConfig.forEach(checkValues);
        assert.equal(code, expected.some(({ severity }) => severity === 'error') ? 1 : 0, broken.name);
      }
    });
  });

  it('tells of a table that cannot be used where the configuration names it', async () => {
    const isFolder = (name: string) => name.endsWith('/');
    const files = Object.fromEntries(Object.entries(tableFiles).filter(([name]) => !isFolder(name)));
    await inFolder(files, async (folder) => {
      for (const name of Object.keys(tableFiles).filter(isFolder)) await mkdir(join(folder, name));
      for (const broken of brokenTables) {
        const file = join(folder, 'a.nnconfig');
        await writeFile(file, broken.text.replaceAll('‸', ''));
        const { code, output } = await check(file, '--json');
        assert.deepEqual(
          [code, (JSON.parse(output) as { problems: FindingWithValues[] }).problems.map(withoutValues)],
          [1, expectedFindings(file, broken)],
          broken.name,
        );
      }
    });
  });

  it('writes a line for each as compilers do, also when the table is not there', async () => {
    await inFolder({ 'plants.csv': plants }, async (folder) => {
      const file = join(folder, 'a.nnconfig');
      await writeFile(file, '{\n  "data": { "file": "plants.csv", "target": "specis" }\n}');
      assert.equal(
        (await check(file)).output,
        `${file}:2:45: error: the table has no column "specis"; did you mean "species"?\n`,
      );
      await writeFile(file, '{\n  "data": { "file": "plant.csv", "target": "species" }\n}');
      const { code, output } = await check(file, '--json');
      const [problem] = (JSON.parse(output) as { problems: Finding[] }).problems;
      assert.deepEqual([code, problem?.code, problem?.line, problem?.column], [1, 'fileMissing', 2, 21]);
    });
  });
});
