/**
 * The tests inside a real extension host, through `@vscode/test-electron`. `VSCODE_EXECUTABLE` names a desktop VS Code; without it
 * the VS Code server stands in for one.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { main, projectRoot } from '../setup/command.mjs';
import { ensureVsCode } from '../vscode/install.mjs';

await main(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nn-explorer-samples-'));
  // The tests write into their workspace: it is a copy of the samples.
  cpSync(join(projectRoot, 'samples'), folder, { recursive: true });
  // Nobody watches here: trainings run at full speed.
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode/settings.json'), '{ "neuralNetwork.training.watchSeconds": 0 }\n');
  const desktop = process.env.VSCODE_EXECUTABLE;
  if (!desktop) await ensureVsCode();
  try {
    return await runTests({
      vscodeExecutablePath: resolve(desktop ?? join(projectRoot, 'scripts/vscode/shim.mjs')),
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: join(projectRoot, 'scripts/suites/hostEntry.cjs'),
      launchArgs: [folder, '--disable-extensions', '--skip-welcome', '--disable-workspace-trust'],
      extensionTestsEnv: {
        NN_EXPLORER_SUITE: process.env.NN_EXPLORER_SUITE ?? join(projectRoot, 'dist/test/host'),
        NN_EXPLORER_RESULT: process.env.NN_EXPLORER_RESULT ?? join(projectRoot, 'test-output/results/host.json'),
      },
    });
  } catch {
    // The tests have printed what failed.
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
