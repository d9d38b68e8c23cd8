/** The first screen at the sizes that panels have: the curve is in sight, tabs have names, and nothing moves while a run goes on. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const cases = [
  { language: 'en', scene: 'iris', sizes: '400x500,521x800,700x500,972x625,1400x900' },
  { language: 'ko', scene: 'penguins', sizes: '400x500,521x800' },
] as const;

describe('the first screen', () => {
  for (const { language, scene, sizes } of cases) {
    it(`shows curve, names and what is next, and stays still, at ${sizes} (${language})`, async function () {
      this.timeout(600_000);
      const options = ['--first-screen', '--quick', '--scale', '1', '--themes', 'dark', '--language', language];
      const shown = ['--scenes', scene, '--widths', sizes];
      const { stderr } = await promisify(execFile)(process.execPath, [
        'scripts/webviewHarness.mjs',
        ...options,
        ...shown,
      ]).catch((error: { stderr: string }) => error);
      assert.equal(stderr, '');
    });
  }
});
