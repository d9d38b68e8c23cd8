/** Runs a test entry (`extensionTestsPath`) inside the extension host of the VS Code server, with Chromium as its window. */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { format } from 'node:util';
import { openBrowser } from './browser.mjs';
import { startServer, workbenchAddress } from './server.mjs';

/**
 * @param {{extension: string, tests: string, folder: string, timeout: number, logFile: string, env?: Record<string, string>}} options
 *   absolute paths; the time limit in seconds; where the workbench's own log goes
 * @returns {Promise<number>} the exit code of the tests
 */
export async function runInExtensionHost({ extension, tests, folder, timeout, logFile, env = {} }) {
  const temporary = mkdtempSync(join(tmpdir(), 'nn-explorer-host-'));
  const report = join(temporary, 'report.txt');
  const stopEcho = echo(report);
  mkdirSync(dirname(logFile), { recursive: true });
  writeFileSync(logFile, '');
  // Only with this flag does a built workbench take the paths of extension and tests from its address.
  const server = await startServer({
    flags: ['--enable-smoke-test-driver'],
    env: { NN_EXPLORER_REPORT: report, ...env },
  });
  let browser;
  try {
    const opened = await openBrowser();
    browser = opened.browser;
    opened.page.setDefaultNavigationTimeout(120_000);
    const result = exitCode(opened.page, timeout, logFile);
    await opened.page.goto(workbenchAddress(server.port, { folder, developmentPath: extension, testsPath: tests }));
    return await result;
  } catch (error) {
    console.error(`${error.message}\nThe workbench's log is ${logFile}.`);
    return 1;
  } finally {
    await browser?.close();
    await server.stop();
    stopEcho();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The workbench calls two functions of its window when they exist: one for each line of its log, one at the end of the tests. */
function exitCode(page, timeout, logFile) {
  return new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationLog', (_type, args) => appendFileSync(logFile, `${format(...args)}\n`));
    page.exposeFunction('codeAutomationExit', (code) => resolve(code));
    page.on('crash', () => reject(new Error('The workbench crashed.')));
    setTimeout(() => reject(new Error(`The tests gave no result within ${timeout} s.`)), timeout * 1000).unref();
  });
}

/** The suite writes its report to a file, because the workbench's log would be mixed into anything else; it is shown as it grows. */
function echo(file) {
  let shown = 0;
  const show = () => {
    let text;
    try {
      text = readFileSync(file);
    } catch {
      return; // Not written yet.
    }
    process.stdout.write(text.subarray(shown));
    shown = text.length;
  };
  const timer = setInterval(show, 300);
  return () => {
    clearInterval(timer);
    show();
  };
}
