import { says } from '../../says.ts';
import { errorText } from '../../../../src/config/wording/notice.ts';
import assert from 'node:assert/strict';
import { DataError } from '../../../../src/data/csv/errors.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { column, inPieces, numbers, read, repairsOf, textAt } from './reading.ts';

const refuses = (content: string | Uint8Array, reason: string, message: RegExp) =>
  assert.rejects(
    read(content),
    (error) => error instanceof DataError && error.reason === reason && message.test(errorText(error)),
  );

const rowsOf = (count: number, row: (k: number) => string) =>
  `${Array.from({ length: count }, (_, k) => row(k)).join('\n')}\n`;

describe('readTable(source) understands how a file is written', () => {
  it('takes LF, CR LF and CR as line ends, with and without the last one', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      for (const last of [end, '']) {
        const table = await read(`a,b${end}1,2${end}3,4${last}`);
        assert.deepEqual(numbers(table, 'b'), [2, 4], JSON.stringify(end));
        assert.deepEqual([...table.lineOfRow], [2, 3]);
      }
    }
  });

  it('finds the delimiter', async () => {
    for (const delimiter of [',', ';', '\t', '|', ' ']) {
      const table = await read(['a,b,c', '1,2,3', '4,5,6'].join('\n').replaceAll(',', delimiter));
      assert.equal(table.delimiter, delimiter);
      assert.deepEqual(numbers(table, 'c'), [3, 6]);
    }
  });

  it('reads one column of sentences as one column', async () => {
    const table = await read('remark\ngood flower\nbad flower\ngood flower\n');
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['remark'],
    );
  });

  it('reads decimal commas beside semicolons, and in quotes beside commas', async () => {
    const table = await read('a;b\n1,5;2\n-0,25;3\n');
    assert.equal(table.decimalComma, true);
    assert.deepEqual(numbers(table, 'a'), [1.5, -0.25]);
    assert.deepEqual(numbers(await read('a,b\n"1,5",2\n"2,25",3\n'), 'a'), [1.5, 2.25]);
  });

  it('reads 1,234 in a comma-separated file as one thousand and more, and says so', async () => {
    const table = await read('a,b\n"1,234",1\n"12,345",2\n');
    assert.deepEqual(numbers(table, 'a'), [1234, 12345]);
    assert.deepEqual(repairsOf(table), ['2 grouped']);
    assert.deepEqual(table.repairs[0], {
      ...{ kind: 'grouped', values: ['a', '1,234', 1234], line: 2, lines: [2, 3], count: 2 },
    });
  });

  it('tells a header from a first row', async () => {
    assert.equal((await read('x,y\n1,2\n3,4\n')).header, true);
    assert.equal((await read('1,2\n3,4\n')).header, false);
    assert.equal((await read('red,round\nblue,square\nred,square\n')).header, false);
    assert.equal((await read('color,form\nblue,square\nred,square\n')).header, true);
    assert.equal((await read('day,rain\n2024-01-01,yes\n2024-01-02,no\n')).header, true);
    const table = await read('1,2\n3,4\n');
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['column1', 'column2'],
    );
    assert.deepEqual([...table.lineOfRow], [1, 2]);
  });

  it('gives empty and repeated names an address and says so; a reserved word is a name', async () => {
    const table = await read('a,a,,__proto__,constructor\n1,2,3,4,5\n6,7,8,9,1\n');
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['a', 'a_2', 'column3', '__proto__', 'constructor'],
    );
    assert.deepEqual(repairsOf(table), ['1 repeatedName', '1 unnamedColumn']);
  });

  it('obeys what it is told instead', async () => {
    const table = await read('1;2\n3;4\n', { delimiter: ',', header: true, types: { '1;2': 'category' } });
    assert.deepEqual(
      table.columns.map(({ name, type }) => [name, type]),
      [['1;2', 'category']],
    );
  });
});

describe('readTable(source) understands encodings', () => {
  const text = 'größe,stadt\n1,Köln\n2,Łódź\n3,Köln\n';

  it('UTF-8 and UTF-16, with and without byte order mark', async () => {
    const utf16 = (mark: string) => Buffer.from(mark + text, 'utf16le');
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      utf16(''),
      utf16('\ufeff'),
      utf16('').swap16(),
      utf16('\ufeff').swap16(),
    ]) {
      const table = await readTable(inPieces(bytes, 3));
      assert.deepEqual(numbers(table, 'größe'), [1, 2, 3]);
      assert.deepEqual(column(table, 'stadt').categories, ['Köln', 'Łódź']);
      assert.deepEqual(table.repairs, []);
    }
  });

  it('windows-1252 when the bytes are not UTF-8, wherever that shows, and says so', async () => {
    const late = Buffer.from(`stadt,n\n${rowsOf(50_000, (k) => `Ulm,${k}`)}K\xf6ln,1\n`, 'latin1');
    const table = await read(late);
    assert.equal(table.encoding, 'windows-1252');
    assert.deepEqual(column(table, 'stadt').categories, ['Köln', 'Ulm']);
    assert.deepEqual(repairsOf(table), ['50002 encoding']);
    assert.equal((await read(Buffer.from('gr\xf6\xdfe,y\n1,2\n', 'latin1'))).columns[0]?.name, 'größe');
  });

  it("others when told: shift_jis, euc-kr, an editor's names for them, and those only the host knows", async () => {
    const japanese = Uint8Array.of(0x61, 0x2c, 0x62, 0x0a, 0x93, 0xfa, 0x96, 0x7b, 0x2c, 0x31, 0x0a);
    assert.deepEqual(column(await read(japanese, { encoding: 'shiftjis', types: { a: 'text' } }), 'a').categories, [
      '日本',
    ]);
    const korean = Uint8Array.of(0x61, 0x2c, 0x62, 0x0a, 0xc7, 0xd1, 0xb1, 0xdb, 0x2c, 0x31, 0x0a);
    assert.deepEqual(column(await read(korean, { encoding: 'cp949', types: { a: 'text' } }), 'a').categories, ['한글']);
    const table = await read('ignored', {
      encoding: 'x-own',
      decode: (bytes, encoding) => `n,e\n${bytes.length},${encoding}\n`,
    });
    assert.deepEqual(numbers(table, 'n'), [7]);
    await assert.rejects(read('a,b\n1,2\n', { encoding: 'x-own' }), says(/x-own/));
    await assert.rejects(read(Uint8Array.of(0x61, 0x0a, 0xff, 0x0a), { encoding: 'utf-8' }), says(/not utf-8/));
    await assert.rejects(read(Uint8Array.of(0x61, 0x0a, 0xfd, 0xff, 0x0a), { encoding: 'euc-kr' }), says(/near line/));
  });

  it('names the line of bytes that mean nothing, wherever they stand in a piece', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${i},${i % 7}\n`).join('');
    const bytes = new Uint8Array(Buffer.from(`a,b\n${lines}`, 'utf16le'));
    const fault = bytes.length - 1000;
    const line = Buffer.from(bytes.subarray(0, fault)).toString('utf16le').split('\n').length;
    // A low surrogate that follows no high one.
    bytes.set([0x00, 0xdc], fault);
    await assert.rejects(read(bytes, { encoding: 'utf-16le' }), { line });
  });
});

describe('readTable(source) mends what is broken and reports the line', () => {
  it('rows that are too short or too long, and empty lines between rows', async () => {
    const table = await read('a,b,c\n1,2\n3,4,5,6\n\n7,8,9\n\n\n');
    assert.deepEqual(numbers(table, 'c'), [Number.NaN, 5, 9]);
    assert.deepEqual(repairsOf(table), ['2 missingCells', '3 extraCells', '4 emptyRow']);
    assert.deepEqual([...table.lineOfRow], [2, 3, 5]);
  });

  it('NUL characters are left out of words and numbers, each cell reported once however the bytes are cut', async () => {
    const text = 'a,b\n1,x\0\n2\0,"y\0z"\n3,\0\n4,x\n5,yz\n';
    for (const size of [1, 3, 7, 1000]) {
      const table = await readTable(inPieces(Buffer.from(text), size));
      assert.deepEqual(numbers(table, 'a'), [1, 2, 3, 4, 5]);
      const b = column(table, 'b');
      assert.deepEqual([b.categories, b.missing, textAt(b, 0), textAt(b, 1)], [['x', 'yz'], 1, 'x', 'yz']);
      assert.deepEqual(repairsOf(table), ['2 nul', '3 nul']);
    }
  });

  it('a stray quote is reported once however the bytes are cut', async () => {
    for (const size of [1, 5, 1000]) {
      const table = await readTable(inPieces(Buffer.from('a,b\n1,"x"y"\n2,z\n'), size));
      assert.deepEqual(repairsOf(table), ['2 strayQuote']);
    }
  });

  it('a quote that never closes becomes a letter; the rows after it are not lost', async () => {
    const table = await read(`a,b\n1,x\n2,"x\n${rowsOf(200_000, (k) => `${k},y`)}`);
    assert.equal(table.rows, 200_002);
    assert.equal(textAt(column(table, 'b'), 1), '"x');
    assert.deepEqual(repairsOf(table), ['3 openQuote']);
    assert.deepEqual(repairsOf(await read('a,"b\n1,2\n3,4\n')), ['1 openQuote']);
  });

  it('a quote inside a quoted cell is kept', async () => {
    const table = await read('a,b\n"5" disk",1\n"3"" disk" ,2\n', { types: { a: 'text' } });
    assert.deepEqual(
      [0, 1].map((row) => textAt(column(table, 'a'), row)),
      ['5" disk', '3" disk'],
    );
    assert.deepEqual(repairsOf(table), ['2 strayQuote']);
  });

  it('counts lines inside quoted cells', async () => {
    const table = await read('a,b\n"x\ny\r\nz\rw",1\n2,3\n');
    assert.deepEqual([...table.lineOfRow], [2, 6]);
  });

  it('a slip among numbers counts as missing', async () => {
    const table = await read(`a,b\n${rowsOf(100, (k) => `${k},1`)}oops,2\ninf,2\n1e999,2\n`);
    assert.equal(column(table, 'a').type, 'number');
    assert.equal(column(table, 'a').missing, 3);
    assert.deepEqual(repairsOf(table), ['102 notNumber', '103 infinite']);
  });

  it('tells the same in many rows once, with its number and the first lines', async () => {
    const table = await read(`a,b\n${rowsOf(3000, (k) => `${k}`)}`);
    assert.deepEqual(table.repairs, [
      { kind: 'missingCells', values: [1, 2], line: 2, lines: [2, 3, 4, 5, 6], count: 3000 },
    ]);
    assert.equal(table.repairsOmitted, 0);
  });
});

describe('readTable(source) changes its mind without losing a letter', () => {
  const size = 40_000;

  it('numbers that turn out to be words keep their spelling', async () => {
    const table = await read(`a,b\n${rowsOf(size, (k) => `${k % 50}.0,${k}`)}${rowsOf(size, (k) => `w${k % 3},1`)}`);
    const { type, categories, counts } = column(table, 'a');
    assert.equal(type, 'category');
    assert.equal(categories.length, 53);
    assert.ok(categories.includes('7.0'));
    assert.equal(counts[categories.indexOf('7.0')], size / 50);
  });

  it('codes such as 007 that come late are not read as 7', async () => {
    const table = await read(`zip,b\n${rowsOf(size, (k) => `${10 + (k % 40)},${k}`)}${rowsOf(1000, () => '007,1')}`);
    assert.equal(column(table, 'zip').type, 'category');
    assert.ok(column(table, 'zip').categories.includes('007'));
  });

  it('words that turn out to be the exception among numbers are reported', async () => {
    const table = await read(`a,b\n${rowsOf(2500, () => 'broken,1')}${rowsOf(100_000, (k) => `${k / 8},1`)}`);
    const a = column(table, 'a');
    assert.equal(a.type, 'number');
    assert.equal(a.missing, 2500);
    assert.equal(a.numbers?.[2500 + 12_345], 12_345 / 8);
    assert.ok(table.repairs.every(({ kind }) => kind === 'notNumber'));
  });

  it('more different words than are kept make a text', async () => {
    const table = await read(`a,b\n${rowsOf(70_000, (k) => `word ${k},${k % 2}`)}`);
    assert.deepEqual([column(table, 'a').type, column(table, 'a').codes], ['text', null]);
  });
});

describe('readTable(source) refuses what is no table', () => {
  it('says what it found and what it expected', async () => {
    await refuses('', 'empty', /empty/);
    await refuses('\n\r\n\n', 'empty', /empty/);
    await refuses('\ufeff', 'empty', /empty/);
    assert.equal((await read('a,b\n')).rows, 0);
    await refuses(Buffer.from('PK\x03\x04........'), 'binary', /Excel/);
    await refuses(Buffer.alloc(500), 'binary', /zero bytes/);
  });

  it('names the column whose declared type does not fit', async () => {
    await assert.rejects(
      read('a,b\nx,1\ny,2\nz,3\n', { types: { a: 'boolean' } }),
      says(/"a".*boolean.*3 different values/),
    );
  });

  it('stops when it is told to', async () => {
    const signal = { aborted: false };
    const reading = read(`a,b\n${rowsOf(200_000, (k) => `${k},1`)}`, {
      signal,
      onProgress: () => {
        signal.aborted = true;
      },
    });
    await assert.rejects(reading, (error) => error instanceof DataError && error.reason === 'cancelled');
  });
});

describe('readTable(source) on large shapes', () => {
  it('takes 20,000 columns', async () => {
    const names = Array.from({ length: 20_000 }, (_, k) => `c${k}`);
    const table = await read(`${names.join(',')}\n${rowsOf(3, (row) => names.map((_, k) => k + row).join(','))}`);
    assert.equal(table.columns.length, 20_000);
    assert.deepEqual(numbers(table, 'c19999'), [19_999, 20_000, 20_001]);
  });

  it('tells progress up to the size of the file', async () => {
    const content = Buffer.from(`a,b\n${rowsOf(100_000, (k) => `${k},1`)}`);
    const reported: number[] = [];
    const table = await read(content, { onProgress: (bytes) => reported.push(bytes) });
    assert.equal(reported.at(-1), content.length);
    assert.equal(table.bytes, content.length);
    assert.deepEqual(
      [...reported].sort((a, b) => a - b),
      reported,
    );
  });

  it('grows when the source does not say how long it is', async () => {
    const table = await readTable(inPieces(Buffer.from(`a,b\n${rowsOf(300_000, (k) => `${k},w${k % 2}`)}`), 1 << 16));
    assert.equal(table.rows, 300_000);
    assert.equal(column(table, 'a').numbers?.[299_999], 299_999);
    assert.equal(textAt(column(table, 'b'), 299_999), 'w1');
    assert.equal(table.lineOfRow[299_999], 300_001);
  });
});
