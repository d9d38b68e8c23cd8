/** Exported programs read every number that the product reads, bare or dressed, as the same number. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { RandomState } from '../../../src/core/network/random.ts';
import { stepValue } from '../../../src/data/dataset/steps/cells.ts';
import { inExport, python, run, trainedExport } from './exporting.ts';

const bare = ['12', '-3.5', '+.5', '3,14', '1e5', '1.5E-3', '1,5e3', '007', '0.007', ' 4 ', '4.', ',5', '-0', '1e999'];
const dressed = [
  ...['1,234.56', '1.234,56', "1'234.5", '1’234,5', '1 234,5', '1\u00a0234.5', '1\u202f234', '12,34,567', '1.037'],
  ...['(12)', '12-', '(1,200.50)', '($12)', '$(12)', '-$12', '$-12', '- 12', '−12', '–3,5', '(-12)', '-(12)', '--3'],
  ...[
    '28.9 %',
    '12 kg',
    '12kg',
    '3 m2',
    '3 m²',
    '5 km/h',
    '9 °C',
    '100 USD',
    'USD 100',
    'US$ 1,200',
    'kr. 12',
    '12 kr',
  ],
  ...['₩1,000', '1,000원', '€ 1.234,50', '1.234,50 €', '="0.5"', '="12 %"', '12 kg (', '(12) kg', '3½', '3 ½', '4 ①'],
];
const none = [
  ...[
    '',
    '-',
    'abc',
    '12 34',
    '1,23,4',
    '1..2',
    '0x10',
    '1_000',
    'inf',
    'NaN',
    '12kg3x',
    'kg 12',
    '007 kg',
    '3e',
    '5e kg',
  ],
  ...['٣', '1٣', '12\n', '$', '()', '(%)', `${'1'.repeat(61)} kg`, '12 a very long unit of measure', 'e5', '1 2 3'],
];

/** Texts put together at random from what numbers and their dress are made of. */
function assembled(count: number): string[] {
  const random = new RandomState(5);
  const pieces = [
    '1',
    '12',
    '345',
    '0',
    '.',
    ',',
    ' ',
    '\u00a0',
    "'",
    '-',
    '+',
    '(',
    ')',
    '%',
    '$',
    '€',
    'kg',
    'e3',
    'm²',
  ];
  const draw = (below: number): number => Math.floor(random.random() * below);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + draw(7) }, () => pieces[draw(pieces.length)]).join(''),
  );
}

const texts = [...bare, ...dressed, ...none, ...assembled(4000)];

const inPython = `import json, sys
import net
json.dump([repr(net.number(text)) for text in json.load(sys.stdin)], sys.stdout)`;
const inNode = `import { number } from "./net.mjs";
import { readFileSync } from "node:fs";
const written = (value) => (Object.is(value, -0) ? "-0" : String(value));
console.log(JSON.stringify(JSON.parse(readFileSync("texts.json", "utf8")).map((text) => written(number(text)))));`;

/** A table whose numbers have this decimal mark. */
function table(decimal: '.' | ','): string {
  const rows = Array.from(
    { length: 30 },
    (_, k) => `${(k / 7).toFixed(2).replace('.', decimal)};${k > 14 ? 'b' : 'a'}`,
  );
  return `size;kind\n${rows.join('\n')}\n`;
}

describe('export: numbers', () => {
  for (const decimal of ['.', ','] as const) {
    const ours = texts.map((text) => stepValue({ step: 'number', column: 'size', decimal }, text));
    const config = { data: { target: 'kind' }, network: { layers: [{ units: 2, activation: 'tanh' }] } };

    function assertSame(stdout: string): void {
      const found = (JSON.parse(stdout) as string[]).map((text) => (text === 'nan' ? Number.NaN : Number(text)));
      texts.forEach((text, k) => assert.deepEqual(found[k], ours[k], JSON.stringify(text)));
    }

    it(`our texts with a decimal ${decimal} are numbers and no numbers`, () => {
      const numbers = ours.filter(Number.isFinite).length;
      assert.ok(numbers > 300 && numbers < texts.length - 300, `${numbers} of ${texts.length}`);
    });

    it(`Python says our numbers of ${texts.length} texts with a decimal ${decimal}`, async () => {
      const { exported } = await trainedExport(table(decimal), config, 5);
      await inExport(exported, 'loops', { 'ask.py': inPython }, async (folder) => {
        const environment = { PYTHONIOENCODING: 'utf-8' };
        const { stdout, stderr } = await run(python, ['ask.py'], folder, environment, JSON.stringify(texts));
        assert.equal(stderr, '');
        assertSame(stdout);
      });
    });

    it(`Node says our numbers of ${texts.length} texts with a decimal ${decimal}`, async () => {
      const { exported } = await trainedExport(table(decimal), config, 5);
      const files = { 'ask.mjs': inNode, 'texts.json': JSON.stringify(texts) };
      await inExport(exported, 'javascript', files, async (folder) => {
        const path = join(folder, 'net.mjs');
        await writeFile(path, `${await readFile(path, 'utf8')}\nexport { number };\n`);
        const { stdout, stderr } = await run(process.execPath, ['ask.mjs'], folder);
        assert.equal(stderr, '');
        assertSame(stdout);
      });
    });
  }
});
