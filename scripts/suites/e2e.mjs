/**
 * The tests in the real workbench: mocha drives Chromium, each suite starts its own VS Code server. Two suites at a time: while one waits for
 * its window, the other works.
 */
import { join } from 'node:path';
import { ensureChromium } from '../setup/chromium.mjs';
import { main, projectRoot, run } from '../setup/command.mjs';
import { ensureVsCode } from '../vscode/install.mjs';

await main(async () => {
  await ensureVsCode();
  const chromium = await ensureChromium();
  const mocha = join(projectRoot, 'node_modules/mocha/bin/mocha.js');
  const result = join(projectRoot, 'test-output/results/e2e.json');
  const options = [
    '--ui',
    'bdd',
    '--timeout',
    '900000',
    '--forbid-only',
    '--forbid-pending',
    '--no-config',
    '--no-package',
    '--parallel',
    '--jobs',
    '2',
  ];
  const report = ['--reporter', './scripts/mocha/reporter.cjs', '--reporter-option', `output=${result}`];
  const env = { ...process.env, CHROMIUM_PATH: chromium };
  return run(
    process.execPath,
    [mocha, ...options, ...report, ...process.argv.slice(2), 'dist/test/e2e/**/*.test.mjs'],
    { env },
  );
});
