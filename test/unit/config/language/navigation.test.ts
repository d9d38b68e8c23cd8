import assert from 'node:assert/strict';
import {
  columnReferenceAt,
  columnReferences,
  renameColumn,
  sameColumn,
} from '../../../../src/config/text/columnReferences.ts';
import { cellInHead, headerCell } from '../../../../src/config/text/headerCell.ts';
import { dataFileLink, renameDataFile } from '../../../../src/config/language/links.ts';
import { selectionSpans } from '../../../../src/config/language/selection.ts';
import { type OutlineEntry, outlineOf } from '../../../../src/config/language/outline.ts';
import { applyEdits } from '../../../../src/config/text/textEdit.ts';
import { garden, summaryOf } from '../table.ts';

const text = `{
  "data": {
    "file": "g.csv",
    "target": "species",
    "features": ["height", /* wide */ "width"],
    "types": { "width": "number" }
  },
  "network": { "layers": [{ "units": 4, "activation": "tanh" }] },
  "training": { "learningRate": 0.1 }
}`;

describe('columnReferences(text)', () => {
  it('finds target, features and types in the order of the text', () => {
    const found = columnReferences(text).map(({ name, path, offset, length }) => [
      name,
      path.join('.'),
      text.slice(offset, offset + length),
    ]);
    assert.deepEqual(found, [
      ['species', 'data.target', '"species"'],
      ['height', 'data.features.0', '"height"'],
      ['width', 'data.features.1', '"width"'],
      ['width', 'data.types.width', '"width"'],
    ]);
    assert.deepEqual(
      columnReferences('{ "data": { "target": ["a", "b"] } }').map(({ name }) => name),
      ['a', 'b'],
    );
  });

  it('knows the one under the cursor', () => {
    assert.equal(columnReferenceAt(text, text.indexOf('ecies'))?.name, 'species');
    assert.equal(columnReferenceAt(text, text.indexOf('idth": "n'))?.name, 'width');
    assert.equal(columnReferenceAt(text, text.indexOf('g.csv')), null);
    assert.equal(columnReferenceAt(text, text.indexOf('"number"') + 2), null);
    assert.equal(columnReferenceAt(text, text.indexOf('"target"') + 2), null);
  });

  it('finds all that name the column under the cursor', () => {
    const found = sameColumn(text, text.indexOf('idth": "n')).map(({ path }) => path.join('.'));
    assert.deepEqual(found, ['data.features.1', 'data.types.width']);
    assert.deepEqual(sameColumn(text, text.indexOf('g.csv')), []);
  });

  it('renames a column everywhere and touches nothing else', () => {
    assert.equal(
      applyEdits(text, renameColumn(text, 'width', 'breadth "b"')),
      text.replaceAll('"width"', '"breadth \\"b\\""'),
    );
  });
});

describe('cellInHead(head, summary, index, row)', () => {
  const at = (head: string, index: number, row: 'header' | 'first', more: object = {}) => {
    const location = { headerLine: 3, firstLine: 4, rowNames: false, ...more };
    const cell = cellInHead(head, { delimiter: ',', header: true, location: location }, index, row);
    return cell && [cell.line, cell.character, cell.length];
  };

  it('finds names and values below the lines above the table', () => {
    const head = 'Report,\n\nwide,deep\n1,25\n';
    assert.deepEqual(at(head, 1, 'header'), [2, 5, 4]);
    assert.deepEqual(at(head, 1, 'first'), [3, 2, 2]);
    assert.equal(at(head, 1, 'header', { headerLine: 0 }), null);
  });

  it('knows that a column of row names has no name', () => {
    const head = '\n\nwide,deep\nx,1,25\n';
    assert.equal(at(head, 0, 'header', { rowNames: true }), null);
    assert.deepEqual(at(head, 2, 'header', { rowNames: true }), [2, 5, 4]);
  });
});

describe('headerCell(head, delimiter, index)', () => {
  const cell = (head: string, delimiter: string, index: number) => {
    const position = headerCell(head, delimiter, index);
    return (
      position &&
      `${position.line}:${position.character} ${head.split(/\r\n|\r|\n/)[position.line]?.substr(position.character, position.length)}`
    );
  };

  it('finds plain and quoted names, whatever stands inside the quotes', () => {
    assert.equal(cell('a, b ,c\n1,2,3', ',', 1), '0:3 b');
    assert.equal(cell('"a,1";"b ""x""";c\r\n', ';', 1), '0:6 "b ""x"""');
    assert.equal(cell('"a,1";"b ""x""";c\r\n', ';', 2), '0:16 c');
    assert.equal(cell('one\ttwo', '\t', 1), '0:4 two');
  });

  it('passes over a byte order mark and blank lines', () => {
    assert.equal(cell('\uFEFFa,b', ',', 0), '0:1 a');
    assert.equal(cell('\n \r\na,b\n', ',', 1), '2:2 b');
  });

  it('finds the first value under a name', () => {
    const cellOfRow = (head: string, index: number) => {
      const position = headerCell(head, ',', index, 1);
      return position && `${position.line}:${position.character}+${position.length}`;
    };
    assert.equal(cellOfRow('a,b\n\n1, 22 ,3\n', 1), '2:3+2');
    assert.equal(cellOfRow('"a\nx",b\r\n"1\n2",33', 1), '3:3+2');
    assert.equal(cellOfRow('\uFEFFa,b\r7,8', 0), '1:0+1');
    assert.equal(cellOfRow('a,b', 0), null);
    assert.equal(cellOfRow('a,b\n1', 1), null);
  });

  it('knows when there is no such column', () => {
    assert.equal(cell('a,b\nc,d,e', ',', 2), null);
    assert.equal(cell('"a\nb",c', ',', 5), null);
  });
});

describe('dataFileLink(text)', () => {
  it('is the name without its quotes', () => {
    const link = dataFileLink(text);
    assert.deepEqual(link && text.slice(link.offset, link.offset + link.length), 'g.csv');
    assert.equal(dataFileLink('{ "data": { "file": 3 } }'), null);
    assert.equal(dataFileLink('{ "data": { "file": "" } }'), null);
  });

  it('follows a renamed table', () => {
    assert.equal(applyEdits(text, renameDataFile(text, 'h.csv')), text.replace('g.csv', 'h.csv'));
    assert.deepEqual(renameDataFile(text, 'g.csv'), []);
  });
});

describe('selectionSpans(text, offset)', () => {
  const spans = (source: string, offset: number) =>
    selectionSpans(source, offset).map(({ offset: start, length }) => source.slice(start, start + length));

  it('grows from a word over its quotes, its pair and its brackets to the whole text', () => {
    const source = '// a\n{ "data": { "file": "g.csv" } }';
    assert.deepEqual(spans(source, source.indexOf('csv')), [
      'g.csv',
      '"g.csv"',
      '"file": "g.csv"',
      ' "file": "g.csv" ',
      '{ "file": "g.csv" }',
      '"data": { "file": "g.csv" }',
      ' "data": { "file": "g.csv" } ',
      '{ "data": { "file": "g.csv" } }',
      source,
    ]);
  });

  it('takes one of a list, and goes as far as a broken text can be read', () => {
    assert.deepEqual(spans('[3, 45]', 5), ['45', '3, 45', '[3, 45]']);
    assert.deepEqual(spans('', 0), ['']);
    assert.equal(spans('{ "a": [1, ', 9).at(-1), '{ "a": [1, ');
  });
});

describe('outlineOf(text, summary)', () => {
  const lines = (entries: readonly OutlineEntry[], depth = 0): string[] =>
    entries.flatMap((entry) => [
      `${'  '.repeat(depth)}${entry.name}${entry.detail ? ` | ${entry.detail}` : ''}`,
      ...lines(entry.children, depth + 1),
    ]);

  it('names parts, layers with their shapes, and values', async () => {
    const summary = await summaryOf(garden);
    assert.deepEqual(lines(outlineOf(text, summary)), [
      'Data',
      '  Data file | "g.csv"',
      '  Target | "species"',
      '  Features | ["height", /* wide */ "width"]',
      '  Column types',
      '    width | "number"',
      'Network',
      '  Hidden layers',
      '    Layer 1 | W¹ 4×2 · b¹ 4×1 · tanh',
      'Training',
      '  Learning rate | 0.1',
    ]);
  });

  it('goes as far as a broken text can be read', () => {
    assert.deepEqual(lines(outlineOf('{ "training": { "epochs": 5, ', null)), ['Training', '  Epochs | 5']);
    assert.deepEqual(outlineOf('[]', null), []);
  });
});
