/** Small files of the kinds that people have: where the table lies in them and what its columns are called. */
import assert from 'node:assert/strict';
import { DataError } from '../../../../src/data/csv/errors.ts';
import { column, numbers, read, texts } from '../read/reading.ts';

const namesIn = async (text: string) => (await read(text)).columns.map(({ name }) => name);
const kindsIn = async (text: string) => (await read(text)).repairs.map(({ kind }) => kind);
const rows = (count: number, row: (k: number) => string) => Array.from({ length: count }, (_, k) => row(k)).join('\n');

describe('readTable(source) finds the header', () => {
  it('of years, of pixels, of counted columns; and no header where the first row is like the others', async () => {
    const years = `land,2019,2020,2021\n${rows(20, (k) => `l${k % 7},${k * 31},${k * 29},${k * 17}`)}\n`;
    assert.deepEqual(await namesIn(years), ['land', '2019', '2020', '2021']);
    const pixels = `label,0,1,2,3\n${rows(20, (k) => `${k % 3},${k % 5},0,${(k * 91) % 256},12`)}\n`;
    assert.deepEqual(await namesIn(pixels), ['label', '0', '1', '2', '3']);
    assert.equal((await read(`${rows(20, (k) => `${k},${k + 1},${k + 2}`)}\n`)).header, false);
    assert.equal((await read(`${rows(20, (k) => `${1990 + k},${1991 + k},x${k % 2}`)}\n`)).header, false);
  });

  it('that begins with a mark of comments, and comments that are none of it', async () => {
    assert.deepEqual(await namesIn('#wide,deep\n1,2\n3,4\n5,6\n'), ['#wide', 'deep']);
    assert.deepEqual(await namesIn('# by hand, 1999\nwide,deep,kind\n1,2,x\n3,4,y\n'), ['wide', 'deep', 'kind']);
    assert.deepEqual(await namesIn('# by hand\n#wide,deep\n1,2\n3,4\n# end\n5,6\n'), ['#wide', 'deep']);
  });

  it('of several rows: names above each other, groups, types as Orange writes them', async () => {
    const grouped = `control,,fire,\nX,Y,X,Y\n${rows(8, (k) => `${k}.5,${k},${-k},1.${k}`)}\n`;
    assert.deepEqual(await namesIn(grouped), ['control X', 'control Y', 'fire X', 'fire Y']);
    const index = `,a,a,b\n,x,y,x\nday,,,\n${rows(8, (k) => `${k},${k}.5,${k},${-k}`)}\n`;
    assert.deepEqual(await namesIn(index), ['day', 'a x', 'a y', 'b x']);
    const orange = `width,kind\ncontinuous,discrete\n,class\n${rows(9, (k) => `${k}.5,${k % 2 ? 'hi' : 'lo'}`)}\n`;
    assert.equal((await read(orange)).rows, 9);
    assert.deepEqual(await namesIn(orange), ['width', 'kind']);
  });

  it('as it is told to', async () => {
    const table = await read('1\n2\nx;y\nm;s\n1,5;2\n3;4\n', { skipLines: 2, headerRows: 2 });
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['x m', 'y s'],
    );
    assert.deepEqual(numbers(await read('#1;2\n3;4\n', { comment: '#', headerRows: 0 }), 'column1'), [3]);
    assert.deepEqual(numbers(await read('a;b\n1.500;2\n', { decimal: ',' }), 'a'), [1500]);
    assert.equal(column(await read("a,b\n'x','y'\n'x','y'\n", { quote: '"' }), 'a').categories[0], "'x'");
  });
});

describe('readTable(source) finds the end of the table', () => {
  it('before totals, notes and a second table', async () => {
    const table = 'part,width,mass\na,1,2\nb,3,4\nc,5,6\na,7,8\nb,9,1\n';
    assert.deepEqual(await kindsIn(`${table}Total,25,21\n\nSource: the mill\n`), ['totalRow', 'notesBelow']);
    assert.equal((await read(`${table}Total,25,21\n`)).rows, 5);
    assert.equal((await read(`${table}Total,,\n`)).rows, 5);
    assert.equal((await read(`${table}합계,,\n`)).rows, 5);
    assert.equal((await read(`${table}a,,\n`)).rows, 6);
    assert.deepEqual(await kindsIn(`${table}x,y\n1,2\n3,4\n`), ['secondTable']);
    assert.equal((await read(`${table}Total,1,2\na,1,2\nTotal,1,2\n`)).rows, 8);
  });
});

describe('readTable(source) tells delimiters and quotes', () => {
  it('blanks and tabs in any number, and rarer delimiters', async () => {
    const aligned = `  1.5   20\t3\n 12.25   4  -3\n  7.0  11   8\n`;
    assert.deepEqual(numbers(await read(aligned), 'column1'), [1.5, 12.25, 7]);
    for (const mark of ['^', '~', '::', '|'])
      assert.deepEqual(numbers(await read('a,b\n1,2\n3,4\n'.replaceAll(',', mark)), 'b'), [2, 4], mark);
    assert.deepEqual(await texts('a b\n"x  y" 1\n"z" 2\n', ['a', 'b'], { delimiter: 'spaces' }), [
      ['x  y', '1'],
      ['z', '2'],
    ]);
  });

  it('blanks before quotes, apostrophes, backslashes; a word may begin with an apostrophe', async () => {
    assert.deepEqual(await texts('a, b\n"x, y", "1"\n"z", "2"\n', ['a', 'b']), [
      ['x, y', '1'],
      ['z', '2'],
    ]);
    assert.deepEqual(await texts("a,b\n'x, y',1\n'z',2\n", ['a', 'b']), [
      ['x, y', '1'],
      ['z', '2'],
    ]);
    assert.deepEqual(await texts('a,b\n"6\\" nail",1\n"say \\"no\\", or",2\n', ['a', 'b']), [
      ['6" nail', '1'],
      ['say "no", or', '2'],
    ]);
    assert.deepEqual(await texts("a,b\n'O''Neil, J.',1\n'it''s ''so''',2\n'',3\n", ['a', 'b']), [
      ["O'Neil, J.", '1'],
      ["it's 'so'", '2'],
      ['', '3'],
    ]);
    assert.deepEqual(await texts("a,b\n'tis,1\n'twas,2\n", ['a', 'b']), [
      ["'tis", '1'],
      ["'twas", '2'],
    ]);
  });

  it('one stray quote swallows no row', async () => {
    const table = await read('a,"b,c\n1,"x",2\n3,"y",4\n');
    assert.equal(table.rows, 2);
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['a', '"b', 'c'],
    );
    assert.equal((await read('a,b,c\n1,"x,"p"\n3,y,"q"\n5,z,"r"\n')).rows, 3);
  });
});

describe('readTable(source) names what is no table of separated cells', () => {
  const refused: readonly [string, string | Uint8Array, string][] = [
    ['JSON lines', '{"a": 1}\n{"a": 2}\n', 'foreign.jsonLines'],
    ['JSON', '[{"a": 1},\n {"a": 2}]\n', 'foreign.json'],
    ['HTML', '<!DOCTYPE html><table></table>', 'foreign.html'],
    ['libsvm', '1 1:0.5 3:2\n-1 2:1e-3\n', 'foreign.libsvm'],
    ['Parquet', Buffer.from('PAR1\x15\x04'), 'file.kind'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'file.packed'],
  ];
  for (const [what, content, code] of refused)
    it(what, () => assert.rejects(read(content), (error) => error instanceof DataError && error.notice.code === code));

  it('ARFF is read by its own header', async () => {
    const arff =
      "% iris\n@RELATION iris\n@ATTRIBUTE 'sepal length' REAL\n@ATTRIBUTE class {a,b}\n@DATA\n5.1,a\n% no row\n4.9,b\n?,a\n";
    const table = await read(arff);
    assert.deepEqual(
      table.columns.map(({ name, type, missing }) => [name, type, missing]),
      [
        ['sepal length', 'number', 1],
        ['class', 'category', 0],
      ],
    );
  });
});
