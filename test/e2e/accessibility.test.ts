/** The views in every theme, looked through by axe-core outside the workbench: no rule is broken, no page reports an error. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const scenes = ['zeros', 'weights', 'unitHistory', 'compare', 'lessons', 'evaluation', 'fitFlower', 'fitPenguins', 'fitGreenhouse', 'side'];

describe('the views in dark, light and both high-contrast themes', () => {
  it('break no rule of axe-core', async () => {
    const options = ['scripts/webviewHarness.mjs', '--axe', '--quick', '--widths', '420', '--scenes', scenes.join()];
    const { stderr } = await promisify(execFile)(process.execPath, options).catch((error: { stderr: string }) => error);
    assert.equal(stderr, '');
  });
});
