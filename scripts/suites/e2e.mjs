/**
 * The tests in a real browser. Those in the workbench start a VS Code server for each suite; those of pages and programs outside of it need
 * none. `--workbench` or `--pages` runs the ones or the others, each with a result of its own; what comes behind goes to mocha.
 */
import { join } from 'node:path';
import { ensureChromium } from '../setup/chromium.mjs';
import { main, projectRoot, run } from '../setup/command.mjs';
import { ensureVsCode } from '../vscode/install.mjs';

const file = (name) => `dist/test/e2e/${name}.test.mjs`;
const outside = ['accessibility', 'engines', 'exportedModule', 'firstScreen'].map(file);

/** By the first argument: the result's name and what mocha runs. */
const parts = {
  '--workbench': { name: 'e2e', files: [...outside.flatMap((one) => ['--ignore', one]), file('**/*')] },
  '--pages': { name: 'pages', files: outside },
};

await main(async () => {
  const all = process.argv.slice(2);
  const part = parts[all[0]];
  const { name, files } = part ?? { name: 'e2e', files: [file('**/*')] };
  await ensureVsCode();
  const chromium = await ensureChromium();
  const mocha = join(projectRoot, 'node_modules/mocha/bin/mocha.js');
  const result = join(projectRoot, `test-output/results/${name}.json`);
  const options = [
    '--ui',
    'bdd',
    '--timeout',
    '900000',
    '--forbid-only',
    '--forbid-pending',
    '--no-config',
    '--no-package',
  ];
  const report = ['--reporter', './scripts/mocha/reporter.cjs', '--reporter-option', `output=${result}`];
  const env = { ...process.env, CHROMIUM_PATH: chromium };
  return run(process.execPath, [mocha, ...options, ...report, ...(part ? all.slice(1) : all), ...files], { env });
});
