/** The results of all suites, and the closing line over them. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../setup/command.mjs';

const folder = join(projectRoot, 'test-output/results');

/** Old results must not count for a suite that cannot run. */
export function forgetResults() {
  rmSync(folder, { recursive: true, force: true });
}

/** One check that passes or fails as a whole: types, lint, build. */
export function whole(name, passed) {
  return { name, passed: passed ? 1 : 0, failed: passed ? 0 : 1, failures: passed ? [] : [name] };
}

export function hasResult(name) {
  return existsSync(join(folder, `${name}.json`));
}

/** What a mocha suite wrote; a suite that ended badly without saying why, or skipped tests, counts as failed. */
export function suite(name, exitCode) {
  const file = join(folder, `${name}.json`);
  if (!existsSync(file)) return { name, passed: 0, failed: 1, failures: [`${name}: gave no result`] };
  const { passed, failed, pending, failures } = JSON.parse(readFileSync(file, 'utf8'));
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0 || pending > 0);
  if (!unexplained) return { name, passed, failed, failures: failures.map((title) => `${name}: ${title}`) };
  return {
    name,
    passed,
    failed: 1,
    failures: [`${name}: ended with code ${exitCode}, ${passed} passed, ${pending} skipped`],
  };
}

/** Prints what failed and, as the very last line, `N passed, N failed`; returns the exit code. */
export function close(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log('');
  for (const { name, passed, failed } of results) console.log(`${name.padEnd(8)} ${passed} passed, ${failed} failed`);
  for (const failure of results.flatMap((result) => result.failures)) console.log(`FAILED  ${failure}`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}
