import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { assembled, compiled, documented, layers, linted, tested } from '#scripts/layers.mjs';
import { root } from './root.ts';

const hint = 'run node scripts/layers.mjs';

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

describe('scripts/layers.mjs says the same as', () => {
  it('the blocks of biome.json', () => {
    assert.deepEqual(json('biome.json'), linted(json('biome.json')), hint);
  });

  for (const layer of layers) {
    it(`the references of ${layer.folder}/tsconfig.json`, () => {
      const path = join(layer.folder, 'tsconfig.json');
      assert.deepEqual(json(path), compiled(layer, json(path)), hint);
    });
  }

  it('the references of the whole and of the unit tests', () => {
    assert.deepEqual(json('tsconfig.json'), assembled(json('tsconfig.json')), hint);
    assert.deepEqual(json('test/unit/tsconfig.json'), tested(json('test/unit/tsconfig.json')), hint);
  });

  it('the table of CONTRIBUTING.md', () => {
    const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
    assert.equal(text, documented(text), hint);
  });

  it('nothing else than the layers import: each only names those before it', () => {
    const before = new Set<string>();
    for (const { folder, imports } of layers) {
      const later = layers
        .map((layer) => layer.folder.replace('src/', ''))
        .filter((name) => imports.includes(name) && !before.has(name));
      assert.deepEqual(later, [], folder);
      before.add(folder.replace('src/', ''));
    }
  });
});
