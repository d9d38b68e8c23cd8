/**
 * Mocha's "spec" report on the terminal and, for the closing line over all suites, a small JSON file:
 * `{ passed, failed, pending, failures: [title] }`.
 */
const fs = require('node:fs');
const path = require('node:path');
const mocha = require('mocha');

// Newer Nodes give mocha's class itself, older ones the namespace of its module.
const Mocha = mocha.default ?? mocha;

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Mocha.Runner.constants;

module.exports = class ResultReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const result = { passed: 0, failed: 0, pending: 0, failures: [] };
    runner.on(EVENT_TEST_PASS, () => {
      result.passed++;
    });
    runner.on(EVENT_TEST_PENDING, () => {
      result.pending++;
    });
    runner.on(EVENT_TEST_FAIL, (test) => {
      result.failed++;
      result.failures.push(test.fullTitle());
    });
    const output = options.reporterOption?.output ?? options.reporterOptions?.output;
    if (!output) return;
    runner.once(EVENT_RUN_END, () => {
      fs.mkdirSync(path.dirname(output), { recursive: true });
      fs.writeFileSync(output, `${JSON.stringify(result, null, 2)}\n`);
    });
  }
};
