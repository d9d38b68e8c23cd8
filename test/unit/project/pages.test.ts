import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { hyperparameters } from '../../../src/config/schema/hyperparameters.ts';
import { root } from './root.ts';

/** Bytes of a built page: what is read before the first picture. A test of the sum, so that growth is noticed when it happens. */
const most = { panel: 570_000, side: 100_000 };

describe('the pages', () => {
  for (const [page, bytes] of Object.entries(most)) {
    const text = readFileSync(join(root, 'dist/webview', `${page}.js`));

    it(`${page}.js comes without the schema's library: its keys are data`, () => {
      assert.equal(/\$Zod\w+/.exec(text.toString('utf8'))?.[0], undefined);
    });

    it(`${page}.js knows every hyperparameter`, () => {
      const missing = hyperparameters().filter(({ label }) => !text.includes(`title:${JSON.stringify(label)}`));
      assert.deepEqual(missing, []);
    });

    it(`${page}.js has at most ${bytes} bytes`, () => {
      assert.ok(text.length <= bytes, `${text.length} bytes`);
    });
  }
});
