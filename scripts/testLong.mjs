/** `npm run test:long`: the unit tests with as many trials of each property as it deserves, and axe-core in every theme, for an hour without haste. */
import { ensureChromium } from './setup/chromium.mjs';
import { main, run } from './setup/command.mjs';
import { ensureOnnxRuntime } from './setup/onnxRuntime.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { ensurePython } from './setup/python.mjs';
import { close, forgetResults, whole } from './suites/results.mjs';
import { build, unit } from './suites/steps.mjs';

process.env.NN_LONG = '1';

await main(async () => {
  forgetResults();
  await ensurePackages();
  await Promise.all([ensurePython(), ensureOnnxRuntime()]);
  return close([await build(), await unit(), await accessibility()]);
});

async function accessibility() {
  const env = { ...process.env, CHROMIUM_PATH: await ensureChromium() };
  const options = ['--axe', '--quick', '--every-theme', '--scale', '1', '--widths', '420'];
  const code = await run(process.execPath, ['scripts/webviewHarness.mjs', ...options], { env });
  return whole('axe-core in every theme', code === 0);
}
