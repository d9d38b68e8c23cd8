/**
 * `npm test`: everything, on a fresh clone too. Installs the packages, Chromium, VS Code and NumPy where they are missing, then runs types,
 * lint, build, unit tests, tests in the extension host and tests in the workbench. A part that cannot run has failed.
 */

import { ensureChromium } from './setup/chromium.mjs';
import { main, SetupError } from './setup/command.mjs';
import { ensureOnnxRuntime } from './setup/onnxRuntime.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { ensurePython } from './setup/python.mjs';
import { close, forgetResults, whole } from './suites/results.mjs';
import { build, e2e, host, lint, pages, types, unit } from './suites/steps.mjs';
import { ensureVsCode } from './vscode/install.mjs';

await main(async () => {
  const started = Date.now();
  forgetResults();
  const results = await everything().catch((error) => {
    if (!(error instanceof SetupError)) throw error;
    return [whole(error.message, false)];
  });
  console.log(`\n${Math.round((Date.now() - started) / 1000)} s`);
  return close(results);
});

async function everything() {
  await ensurePackages();
  // Downloads wait for the network, the first checks for the processor: they go side by side.
  const setup = Promise.allSettled([ensureVsCode(), ensureChromium(), ensurePython(), ensureOnnxRuntime()]);
  const results = [await types(), await lint(), await build()];
  const refusals = (await setup)
    .filter((outcome) => outcome.status === 'rejected')
    .map((outcome) => outcome.reason.message);
  if (refusals.length > 0) return [...results, await unit(), ...refusals.map((refusal) => whole(refusal, false))];
  // One after the other: a window that shares its processors with another suite is a test of patience, not of the product.
  return [...results, await unit(), await host(), await e2e(), await pages()];
}
