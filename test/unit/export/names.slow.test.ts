/** Names that would be code if they could: columns, classes, words, targets and files stay text in every export. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { type ExportName, exportNames } from '../../../src/export/base/names.ts';
import { docstring, commentText, quoted } from '../../../src/export/base/words.ts';
import type { Exported } from '../../../src/export/base/target.ts';
import { exportTargets } from '../../../src/export/targets.ts';
import { type ProgramResult, run, runPrograms, trainedExport } from './exporting.ts';

const python3 = 'open("taken", "w")';
const node = 'import("node:fs").then((fs) => fs.writeFileSync("taken", ""))';

const hostile = [
  `"""\n${python3}\n"""`,
  `\\"""\n${python3}\n#`,
  `'''\r\n${python3}`,
  `\n${python3}  #`,
  `\u2028${node}//`,
  `*/ ${node}; /*`,
  `*\u0007/ ${node}; /*`,
  `"); ${node}; ("`,
  `\${${node}} \`{${python3}}`,
  `{__import__("os").system("touch taken")}`,
  `\\input{taken} \\end{document} % $x_1^2$ ~`,
  'C:\\new\\u12',
  'log1p(days(np.exp(torch.e), json.x)) re.x keras.y',
  '__proto__',
  'constructor',
  '\u202egnp.exe\u202c',
  'a\u0000b',
] as const;

const kinds = ['classes', 'numbers', 'numbers of a file that someone changed'] as const;
type Kind = (typeof kinds)[number];

const cell = (text: string) => `"${text.replace(/"/g, '""')}"`;

/** As the reader of tables has it: a name of a column is one line. */
const asRead = (name: string) =>
  name
    .replaceAll('\0', '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** Columns, words and classes, or targets, all of them hostile. */
function tableOf(target: Kind): { table: string; config: object } {
  const names = [...hostile, 'log1p', 'number', 'word_index', 'math'];
  const rows = Array.from({ length: 2 * hostile.length }, (_, i) => {
    const numbers = names.map((_name, k) => (10 * Math.sin(i * (k + 1) + k)).toFixed(2));
    const word = cell(`${hostile[(i * 5) % hostile.length]}!`);
    return [...numbers, word, cell(hostile[i % hostile.length]!), i % 7, (i * i) % 11].join(',');
  });
  const own = [`${hostile[0]} of words`, `${hostile[1]} of classes`, `${hostile[0]} 1`, `__proto__ 2`];
  return {
    table: `${[...names, ...own].map(cell).join(',')}\n${rows.join('\n')}\n`,
    config: {
      data: {
        features: [...names, own[0]!].map(asRead),
        target: target === 'classes' ? asRead(own[1]!) : own.slice(2).map(asRead),
        spellings: 'keep',
        types: { [asRead(own[0]!)]: 'category', [asRead(own[1]!)]: 'category' },
      },
      network: { layers: [{ units: 3, activation: 'tanh' }] },
    },
  };
}

/** The names of columns as the table has them, which no reader of tables gives: a model file may come from anywhere. */
function changed({ model, check, ...rest }: Exported): Exported {
  const raw = new Map<unknown, string>(hostile.map((name) => [asRead(name), name]));
  const back = <T>(value: T): T => JSON.parse(JSON.stringify(value), (_key, one: unknown) => raw.get(one) ?? one) as T;
  return {
    ...rest,
    model: { ...model, pipeline: back(model.pipeline) },
    check: { ...check, columns: back(check.columns) },
  };
}

const stem = `it's """ \\net`;
const programs = ['numpy', 'loops', 'pytorch'] as const;

/** What an export and its runs have not written. */
const strangers = async (folder: string) => (await readdir(folder)).filter((name) => !name.startsWith("it's"));

/** Where its file would be written is where it is looked for. */
const runScript = (folder: string, name: string, ...args: readonly string[]) =>
  run(process.execPath, [join(folder, name), ...args], folder);

describe('export: names stay text', () => {
  for (const kind of kinds) {
    describe(kind, () => {
      let folder = '';
      let exported: Exported;
      let results: readonly ProgramResult[] = [];
      const pathOf = (to: ExportName) => join(folder, to);

      before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'nn-names-'));
        const { table, config } = tableOf(kind);
        const trained = await trainedExport(table, config, 20, stem);
        exported = kind === 'classes' || kind === 'numbers' ? trained.exported : changed(trained.exported);
        for (const to of exportNames) {
          await mkdir(pathOf(to));
          for (const { name, content } of exportTargets[to].write(exported))
            await writeFile(join(pathOf(to), name), content);
        }
        await writeFile(join(folder, 'net.csv'), table);
        const runs = [['--check'], [], ...(exported === trained.exported ? [[join(folder, 'net.csv')]] : [])];
        const compiled = { path: join(pathOf('keras'), `${stem}.py`), runs: [] };
        const wanted = programs.map((to) => ({ path: join(pathOf(to), `${stem}.py`), runs }));
        results = await runPrograms([...wanted, compiled]);
      });

      after(() => rm(folder, { recursive: true, force: true }));

      programs.forEach((to, k) => {
        it(`${to} is the same network, and pyflakes finds nothing`, () => {
          const { runs, flakes } = results[k]!;
          assert.deepEqual([runs[0]!.stderr, runs[0]!.code, flakes], ['', 0, '']);
          assert.match(runs[0]!.stdout, /: the same network\n$/);
          assert.match(runs[1]!.stdout, / a network that predicts /);
          for (const predicted of runs.slice(2)) assert.deepEqual([predicted.stderr, predicted.code], ['', 0]);
        });
      });

      it('keras compiles, and pyflakes finds nothing', () => assert.equal(results.at(-1)!.flakes, ''));

      it('javascript is the same network', async () => {
        // Node imports no file with a backslash in its name.
        const [name, plain] = [`${stem}.mjs`, `${stem}.mjs`.replace('\\', '')];
        await rename(join(pathOf('javascript'), name), join(pathOf('javascript'), plain));
        const { stdout, stderr } = await runScript(pathOf('javascript'), plain, '--check');
        assert.match(`${stdout}${stderr}`, /^max .*: the same network\n$/);
      });

      it('latex has no command of theirs, and no line that a comment leaves out of itself', async () => {
        const text = await readFile(join(pathOf('latex'), `${stem}.tex`), 'utf8');
        assert.doesNotMatch(text.replace(/^%.*$/gm, ''), /\\input|\\end\{document\}(?!\n$)/);
        assert.match(text, /^(?:% [^\n]*\n){2,3}\\documentclass/);
      });

      it('onnx describes itself in as many lines as ever', () => {
        const [file] = exportTargets.onnx.write(exported);
        const text = new TextDecoder().decode(file!.content as Uint8Array);
        assert.match(text, /a network that predicts [^\n]*\n\n\d+ inputs/);
      });

      it('nobody wrote the file', async () => {
        for (const to of exportNames) assert.deepEqual(await strangers(pathOf(to)), [], to);
      });
    });
  }

  it('the same code would write the file where it is looked for, if it were code', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nn-names-'));
    try {
      const found: string[][] = [];
      for (const [name, code] of [
        ["it's.py", python3],
        ["it's.mjs", node],
      ] as const) {
        await writeFile(join(folder, name), code);
        if (code === python3) await runPrograms([{ path: join(folder, name), runs: [[]] }]);
        else await runScript(folder, name);
        found.push(await strangers(folder));
        await rm(join(folder, 'taken'), { force: true });
      }
      assert.deepEqual(found, [['taken'], ['taken']]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('commentText, docstring and quoted', () => {
    assert.equal(commentText('a\n\tb\u0000\u202e c'), 'a b c');
    assert.equal(docstring('a\\"""\u0000\n b'), '"""a\\\\\\"\\"\\"\n b\n"""');
    assert.equal(quoted('\u202e😀\u0000'), '"\\u202e😀\\u0000"');
  });
});
