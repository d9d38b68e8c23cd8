/** The oldest Node that the project promises to run on, for tests that compare it with VS Code's own; fetched only where the tests run on another. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, projectRoot, SetupError } from '../setup/command.mjs';
import { nodePackage } from './install.mjs';

const oldest = '20.20.2';
const cache = join(projectRoot, '.vscode-test');
const target = join(cache, `node-${oldest}-${process.arch}`);

/**
 * @returns {Promise<string>} its executable
 * @throws SetupError in one sentence when it cannot be had
 */
export async function ensureOldestNode() {
  if (sameMajor(process.versions.node, oldest)) return process.execPath;
  const executable = join(target, 'node_modules', nodePackage(), 'bin/node');
  if (!existsSync(executable)) await install();
  return executable;
}

function sameMajor(one, other) {
  return one.split('.')[0] === other.split('.')[0];
}

/** In a folder of its own first: an interrupted installation leaves nothing half-done. */
async function install() {
  const wanted = `${nodePackage()}@${oldest}`;
  console.log(`Installing Node ${oldest} for a comparison (${wanted}; once)…`);
  mkdirSync(cache, { recursive: true });
  const staging = mkdtempSync(join(cache, 'installing-node-'));
  try {
    writeFileSync(join(staging, 'package.json'), '{ "private": true }\n');
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const code = await npm(['install', ...options, wanted], { cwd: staging, quiet: true });
    if (code !== 0)
      throw new SetupError(
        `${wanted} could not be installed: make the npm registry reachable and run the command again.`,
      );
    if (!existsSync(target)) renameSync(staging, target);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
