/** The exported JavaScript module in a browser: its check passes, and it says of every row what the product's own predictions say. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../scripts/vscode/browser.mjs';

interface Said {
  readonly prediction?: string;
  readonly probabilities?: Readonly<Record<string, number>>;
  readonly [target: string]: unknown;
}

interface Answers {
  readonly check: { readonly same: boolean; readonly text: string };
  readonly said: readonly Said[];
}

interface ExportedModule {
  readonly check: () => Answers['check'];
  readonly predict: (row: Readonly<Record<string, string>>) => Said;
}

type Row = Readonly<Record<string, string>>;

/** Tables without quotes. */
function rowsOf(text: string): readonly Row[] {
  const [names = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(names.map((name, k) => [name, cells[k] ?? ''])));
}

const tables = ['penguins.csv', 'greenhouse.csv'];

describe('an exported module of JavaScript in Chromium', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nn-explorer-'));
    ({ browser, page } = await openBrowser());
  });

  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const cli = (...args: string[]) =>
    execFileSync(process.execPath, [resolve('dist/cli.js'), ...args], { cwd: folder, stdio: 'pipe' });

  for (const table of tables) {
    it(`says of ${table} what the product says`, async () => {
      const path = resolve('samples', table);
      cli('train', path, '--set', 'training.epochs=60', '--save', 'net.safetensors');
      cli('export', 'net.safetensors', '--to', 'javascript', '--table', path, '--out', 'net.mjs');
      cli('predict', 'net.safetensors', path, '--out', 'said.csv');
      const expected = rowsOf(readFileSync(join(folder, 'said.csv'), 'utf8'));
      const { check, said } = await inBrowser(page, join(folder, 'net.mjs'), rowsOf(readFileSync(path, 'utf8')));
      assert.ok(check.same, check.text);
      assert.equal(said.length, expected.length);
      said.forEach((one, k) => agree(one, expected[k]!));
    });
  }
});

/** Imports the module as a page does. */
async function inBrowser(page: Page, path: string, rows: readonly Row[]): Promise<Answers> {
  const task = { text: readFileSync(path, 'utf8'), rows };
  return page.evaluate(async ({ text, rows: given }) => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const { check, predict } = (await import(url)) as ExportedModule;
    return { check: check(), said: given.map(predict) };
  }, task);
}

function agree({ prediction, probabilities, ...numbers }: Said, expected: Row): void {
  const near = (value: unknown, text: string | undefined): void => {
    assert.ok(
      Math.abs(Number(value) - Number(text)) <= 1e-9 * Math.max(1, Math.abs(Number(text))),
      `${value}, ${text}`,
    );
  };
  if (probabilities) {
    assert.equal(prediction, expected['prediction']);
    for (const [name, value] of Object.entries(probabilities)) near(value, expected[`probability:${name}`]);
  } else for (const value of Object.values(numbers)) near(value, expected['prediction']);
}
