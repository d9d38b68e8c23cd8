/** Tables as people draw them: aligned by spaces, ruled by dashes, written wide, or with nothing between their cells. */
import assert from 'node:assert/strict';
import { read } from '../read/reading.ts';

const kinds = ['seed', 'leaf'];
const lines = (row: (i: number) => string) => Array.from({ length: 30 }, (_, i) => row(i));
const text = (all: readonly string[]) => `${all.join('\n')}\n`;

async function shapeOf(all: readonly string[]) {
  const { columns, rows, repairs } = await read(text(all));
  return { names: columns.map(({ name }) => name), rows, told: repairs.map(({ kind }) => kind) };
}

describe('numbers with a note to some of them', () => {
  const cells = {
    before: (i: number) => (i % 8 ? `${i}.5` : `~${i}.25`),
    star: (i: number) => (i % 8 ? `${i}.5` : `${i}.25*`),
    footnote: (i: number) => (i % 8 ? `${i}.5` : `${i}.25[${i}]`),
  };
  for (const [kind, cell] of Object.entries(cells))
    it(`are numbers, those with it missing and told: ${kind}`, async () => {
      const { columns, repairs } = await read(text(['wide,kind', ...lines((i) => `${cell(i)},${kinds[i % 2]}`)]));
      assert.deepEqual([columns[0]?.type, columns[0]?.missing], ['number', 4]);
      assert.deepEqual(
        repairs.map(({ kind: told, count }) => [told, count]),
        [['notNumber', 4]],
      );
    });
});

describe('two files, one behind the other', () => {
  it('are one table, with the mark of the second, too', async () => {
    const part = ['wide,kind', ...lines((i) => `${i}.5,${kinds[i % 2]}`)];
    assert.deepEqual(await shapeOf([...part, ...part.with(0, `\ufeff${part[0]}`)]), {
      ...{ names: ['wide', 'kind'], rows: 60 },
      told: ['repeatedHeader'],
    });
  });
});

describe('a table that is drawn', () => {
  it('is aligned by as many spaces as it needs, the header by others', async () => {
    const row = (i: number) => `${String(i).padStart(3, '0')}${String(i * 37).padStart(5)}${kinds[i % 2]?.padStart(7)}`;
    for (const header of ['ID  AGE   KIND', 'ID AGE KIND'])
      assert.deepEqual(await shapeOf([header, ...lines(row)]), { names: ['ID', 'AGE', 'KIND'], rows: 30, told: [] });
  });

  it('keeps a column without a value where one space parts the cells', async () => {
    const { names } = await shapeOf(['wide deep kind', ...lines((i) => `${i}.5  ${kinds[i % 2]}`)]);
    assert.equal(names.length >= 2, true);
  });

  it('may have a line below its header', async () => {
    const markdown = ['| wide | kind |', '|-----:|:----|', ...lines((i) => `| ${i}.5 | ${kinds[i % 2]} |`)];
    assert.deepEqual((await shapeOf(markdown)).names.slice(-2), ['wide', 'kind']);
    const database = [' wide | kind ', '------+------', ...lines((i) => ` ${i}.5 | ${kinds[i % 2]}`), '(30 rows)'];
    assert.deepEqual(await shapeOf(database), {
      ...{ names: ['wide', 'kind'], rows: 30 },
      told: ['ruleRow', 'notesBelow'],
    });
  });

  it('may be written wide: ＡＢＣ is ABC', async () => {
    const { columns } = await read(text(['wide,kind', ...lines((i) => `${i}.5,${['ＡＢＣ', 'ABC', 'DEF'][i % 3]}`)]));
    assert.deepEqual(columns[1]?.categories, ['ABC', 'DEF']);
  });

  it('without anything between its cells is told to be one', async () => {
    const { told } = await shapeOf(
      lines((i) => `${String(i).padStart(4, '0')}${20 + i}${'MF'[i % 2]}${1000 + 31 * i}`),
    );
    assert.deepEqual(told, ['fixedWidth']);
    assert.deepEqual((await shapeOf(['code', ...lines((i) => `AB${1000 + 31 * i}`)])).told, []);
  });
});
