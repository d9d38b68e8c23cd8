/**
 * Every view and state, in dark and in one more theme, looked through by axe-core outside the workbench: no rule is broken, no page reports
 * an error. `npm run test:long` looks in all themes.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

describe('the views in dark, light and both high-contrast themes', () => {
  it('break no rule of axe-core', async function () {
    this.timeout(1_200_000);
    const options = ['scripts/webviewHarness.mjs', '--axe', '--quick', '--scale', '1', '--widths', '420'];
    const { stderr } = await promisify(execFile)(process.execPath, options).catch((error: { stderr: string }) => error);
    assert.equal(stderr, '');
  });
});
