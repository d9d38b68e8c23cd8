import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { documentationTables, withTables } from '../../../../src/config/language/documentation.ts';
import { hyperparameters } from '../../../../src/config/schema/hyperparameters.ts';
import { keyTable } from '../../../../src/config/schema/keyTable.ts';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';

const text = readFileSync(resolve('docs/nnconfig.md'), 'utf8');

/** Cells of the rows that begin with a key. */
const rows = text
  .split('\n')
  .filter((line) => /^\| `(data|network|training|sweep)\./.test(line))
  .map((line) =>
    line
      .replaceAll('\\|', '\u0000')
      .split('|')
      .map((cell) => cell.trim()),
  );
const rowOf = (path: string) =>
  rows.find(([, key, type]) => key === `\`${path.replaceAll('.*', '[]')}\`` && type !== undefined);

describe('docs/nnconfig.md', () => {
  it('holds the tables as the schema has them; `npm run docs` writes them', () => {
    assert.equal(withTables(text), text);
  });

  it('has a row for every key that the schema accepts', () => {
    for (const { path, kind } of keyTable()) {
      if (!path.includes('.') || (path.endsWith('.*') && kind !== 'object')) continue;
      assert.ok(rowOf(path), path);
    }
  });

  it('states the default that parsing fills in', () => {
    const defaults = networkConfigSchema.parse({ data: { file: 'a', target: 'b' } });
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        for (const [key, child] of Object.entries(value)) walk(child, path === '' ? key : `${path}.${key}`);
      } else if (path !== 'data.file' && path !== 'data.target') {
        const stated = rowOf(path)?.[3]?.replaceAll('`', '') ?? '';
        assert.deepEqual(JSON.parse(stated), value, path);
      }
    };
    walk(defaults, '');
  });

  it('says of every hyperparameter what the table of hyperparameters says', () => {
    for (const { path, live, default: value, description } of hyperparameters()) {
      const [, , , stated = '', change = '', meaning = ''] = rowOf(path) ?? [];
      assert.equal(change.startsWith('live'), live, path);
      if (value !== undefined) assert.deepEqual(JSON.parse(stated.replaceAll('`', '')), value, path);
      assert.ok(meaning.endsWith(description), path);
    }
  });

  it('refuses to lose a table', () => {
    assert.throws(() => withTables(text.replace('<!-- table: words -->', '')), /no place for the table "words"/);
    assert.deepEqual(Object.keys(documentationTables()), [
      'data',
      'network',
      'training',
      'sweep',
      'words',
      'activations',
      'losses',
      'optimizers',
      'initializations',
      'problems',
    ]);
  });
});
