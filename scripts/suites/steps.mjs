/** The steps that `npm run check` and `npm test` share. */
import { join } from 'node:path';
import { projectRoot, run } from '../setup/command.mjs';
import { hasResult, suite, whole } from './results.mjs';

const bin = (name) => join(projectRoot, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);

function announce(title) {
  console.log(`\n── ${title}`);
}

export async function types() {
  announce('types');
  return whole('types', (await run(bin('tsc'), ['-b'])) === 0);
}

export async function lint() {
  announce('lint');
  return whole('lint', (await run(bin('biome'), ['ci', '--error-on-warnings'])) === 0);
}

export async function build() {
  announce('build');
  return whole('build', (await run(process.execPath, [join(projectRoot, 'esbuild.mjs')])) === 0);
}

/** `quick` leaves out the files `*.slow.test.ts`: whole experiments, many seeds, packaging. */
export async function unit({ quick = false } = {}) {
  announce('unit tests');
  const ignored = quick ? ['--ignore', 'dist/test/unit/**/*.slow.test.js'] : [];
  const mocha = join(projectRoot, 'node_modules/mocha/bin/mocha.js');
  return suite('unit', await run(process.execPath, [mocha, ...ignored]));
}

export async function host() {
  announce('tests in the extension host');
  return staged('host', () => run(process.execPath, [join(projectRoot, 'scripts/suites/host.mjs')]));
}

const inBrowser = (part) => run(process.execPath, [join(projectRoot, 'scripts/suites/e2e.mjs'), part]);

export async function e2e() {
  announce('tests in the workbench');
  return staged('e2e', () => inBrowser('--workbench'));
}

export async function pages() {
  announce('tests of pages and programs outside of the workbench');
  return suite('pages', await inBrowser('--pages'));
}

/** A suite whose stage fell down before it could say anything (a host that died, say) runs once more; one with results never does. */
async function staged(name, start) {
  const exitCode = await start();
  if (hasResult(name)) return suite(name, exitCode);
  announce(`${name}: no result came, once more`);
  return suite(name, await start());
}
