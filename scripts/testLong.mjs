/** `npm run test:long`: the unit tests with as many trials of each property as it deserves, for an hour without haste. */
import { main } from './setup/command.mjs';
import { ensureOnnxRuntime } from './setup/onnxRuntime.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { ensurePython } from './setup/python.mjs';
import { close, forgetResults } from './suites/results.mjs';
import { build, unit } from './suites/steps.mjs';

process.env.NN_LONG = '1';

await main(async () => {
  forgetResults();
  await ensurePackages();
  await Promise.all([ensurePython(), ensureOnnxRuntime()]);
  return close([await build(), await unit()]);
});
