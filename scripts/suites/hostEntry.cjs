/**
 * What the extension host loads (`extensionTestsPath`): finds the built tests and runs them with mocha. A rejected promise makes the
 * exit code 1. `NN_EXPLORER_REPORT` names a file for the report where the console is not our own.
 */
const fs = require('node:fs');
const path = require('node:path');
const { format } = require('node:util');

exports.run = async () => {
  const { default: Mocha } = await import('mocha');
  const report = process.env.NN_EXPLORER_REPORT;
  if (report) Mocha.reporters.Base.consoleLog = (...words) => fs.appendFileSync(report, `${format(...words)}\n`);
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 300_000,
    forbidOnly: true,
    forbidPending: true,
    grep: process.env.NN_EXPLORER_GREP || undefined,
    reporter: path.join(__dirname, '../mocha/reporter.cjs'),
    reporterOption: { output: process.env.NN_EXPLORER_RESULT },
  });
  let failures;
  try {
    for (const file of testsIn(process.env.NN_EXPLORER_SUITE)) mocha.addFile(file);
    failures = await new Promise((resolve) => mocha.run(resolve));
  } catch (error) {
    // What goes wrong before the first test (a file that does not load) would be seen by nobody.
    if (report) fs.appendFileSync(report, `${error.stack}\n`);
    throw error;
  }
  if (failures > 0) throw new Error(`${failures} tests failed`);
};

function testsIn(folder) {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.test.js')).sort();
  if (files.length === 0) throw new Error(`no tests in ${folder}: build first (npm run build)`);
  return files.map((name) => path.join(folder, name));
}
