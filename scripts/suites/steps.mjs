/** The steps that `npm run check` and `npm test` share. */
import { join } from 'node:path';
import { projectRoot, run } from '../setup/command.mjs';
import { suite, whole } from './results.mjs';

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
  return suite('unit', await run(process.execPath, [join(projectRoot, 'node_modules/mocha/bin/mocha.js'), ...ignored]));
}

export async function host() {
  announce('tests in the extension host');
  return suite('host', await run(process.execPath, [join(projectRoot, 'scripts/suites/host.mjs')]));
}

export async function e2e() {
  announce('tests in the workbench');
  return suite('e2e', await run(process.execPath, [join(projectRoot, 'scripts/suites/e2e.mjs')]));
}
