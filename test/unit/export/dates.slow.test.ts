/** Exported programs read every form of a date that the product reads, as the same number. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { clockForm, dateForms, epochForm } from '../../../src/data/columns/dateForms.ts';
import { type DateOrder, dateOrders, daysOf } from '../../../src/data/columns/dates.ts';
import { inExport, python, run, trainedExport } from './exporting.ts';

/** Texts of each form, in the order of the forms; a new form fails until it has some. */
const texts: readonly (readonly string[])[] = [
  ['2026-01-31', '2024/2/29', '1969.12.31', '2026-02-30', '0099-03-01', '0001-01-01', '0000-01-01', '2026-1/2'],
  ['3/4/2026', '13/4/2026', '3-4-26', '3.4.1970', '31.12.69', '1/2/70', '99/99/2026'],
  ['31 Jan 2024', '1-Feb-24', '2. Mai 2026', '5 Sept. 2026', '7 DEZ 2026', '1 Foo 2026', '31 June 2026', '3 Juli 99'],
  ['January 5, 2026', 'Okt 6 2026', 'dec. 31, 1969', 'June 31 2026'],
  ['January 2026', 'Mar-1968', 'juni 2026', 'Marsh 2026'],
  ['2026-01', '1969-12', '2026-13'],
  ['06/2026', '6.2026', '12/1969'],
  ['Jan-26', "Feb'99", 'Okt-05'],
  ['2026H1', '2026 H2', '1969-h2'],
  ['2026Q3', '2026-q4', '1969 Q1'],
  ['Q1 2026', 'q4-1969'],
  ['2026년 6월 1일', '2026년6월', '1969년 12월 31일', '2026년 6월 31일'],
  ['2026. 6. 1.', '2026. 12. 31'],
  ['2026-W05', '2026W53-7', '2025-W53', '1970-W01-4', '1969w52', '2026-W00', '2026-W05-3'],
  ['20260601', '19691231', '20260631'],
];
const weekdays = ['Mon ', 'Tues., ', 'wednesday, ', 'SAT.  '];
const times = [
  ' 12:30',
  'T7:05:09',
  't23:59:59.25Z',
  ' 11:15 pm',
  ' 12:00:01,5 AM',
  ' 08:00+09:00',
  ' 09:30 UTC',
  ' 7pm',
];
const alone = [
  '12:30',
  '7:05:09',
  '23:59:59,125',
  '1:02:3',
  '1700000000',
  '170000000',
  '1700000000123',
  '000000000001',
];
const korean = [
  ...[
    '2026년 6월 1일 월요일',
    '2026년 6월 1일(월) 오전 9시 5분',
    '2026. 6. 1. 오후 3:05:07',
    '2026-06-01 (화) 13시 7분 8초',
  ],
  ...['15시 30분', '오후 3시 30분', '(월) 2026. 6. 1.', '2026년 6월 1일 9시'],
];
const odd = [
  '5\u00a0Jan\u00a02026',
  '2026-06-01\t12:30',
  'ſep 5, 2026',
  '٢٠٢٦-01-01',
  '',
  'abc',
  '1',
  `2026-01-01${' '.repeat(40)}x`,
];

const all: readonly string[] = [
  ...texts
    .flat()
    .flatMap((text) => [text, ...times.map((time) => text + time), ...weekdays.map((name) => name + text)]),
  ...[...alone, ...korean, ...odd],
];

const ours = (text: string) => dateOrders.map((order) => daysOf(text, order));

const inPython = `import json, sys
import net
texts = json.load(sys.stdin)
json.dump([[repr(net.days(text.strip(), day_first)) for day_first in (True, False)] for text in texts], sys.stdout)`;
const inNode = `import { days } from "./net.mjs";
import { readFileSync } from "node:fs";
const texts = JSON.parse(readFileSync("texts.json", "utf8"));
console.log(JSON.stringify(texts.map((text) => [true, false].map((dayFirst) => String(days(text, dayFirst))))));`;

describe('export: dates', () => {
  const said: Partial<Record<'python' | 'node', number[][]>> = {};

  before(async () => {
    const order: DateOrder = 'dayFirst';
    assert.deepEqual(dateOrders[0], order);
    const rows = Array.from(
      { length: 30 },
      (_, k) => `2026-01-${String(k + 1).padStart(2, '0')},${k > 14 ? 'b' : 'a'}`,
    );
    const config = {
      data: { target: 'kind', features: ['day'] },
      network: { layers: [{ units: 2, activation: 'tanh' }] },
    };
    const { exported } = await trainedExport(`day,kind\n${rows.join('\n')}\n`, config, 5);
    const numbers = (stdout: string) =>
      (JSON.parse(stdout) as string[][]).map((row) => row.map((text) => (text === 'nan' ? Number.NaN : Number(text))));
    await inExport(exported, 'loops', { 'ask.py': inPython }, async (folder) => {
      const { stdout, stderr } = await run(
        python,
        ['ask.py'],
        folder,
        { PYTHONIOENCODING: 'utf-8' },
        JSON.stringify(all),
      );
      assert.equal(stderr, '');
      said.python = numbers(stdout);
    });
    await inExport(exported, 'javascript', { 'ask.mjs': inNode, 'texts.json': JSON.stringify(all) }, async (folder) => {
      const path = join(folder, 'net.mjs');
      await writeFile(path, `${await readFile(path, 'utf8')}\nexport { days };\n`);
      const { stdout, stderr } = await run(process.execPath, ['ask.mjs'], folder);
      assert.equal(stderr, '');
      said.node = numbers(stdout);
    });
  });

  it('every form has texts of its own that are dates', () => {
    assert.equal(texts.length, dateForms.length);
    dateForms.forEach((form, k) => {
      const isForm = new RegExp(`^${form}$`, 'i');
      assert.ok(
        texts[k]!.some((text) => isForm.test(text) && ours(text).every(Number.isFinite)),
        form,
      );
    });
    for (const form of [clockForm, epochForm]) assert.ok(alone.some((text) => new RegExp(`^(?:${form})$`).test(text)));
  });

  for (const language of ['python', 'node'] as const) {
    it(`${language} says our numbers of ${all.length} texts`, () => {
      all.forEach((text, k) => assert.deepEqual(said[language]![k], ours(text), text));
    });
  }
});
