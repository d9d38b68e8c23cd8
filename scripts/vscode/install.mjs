/**
 * VS Code to run in and to test in, where no desktop VS Code is: the VS Code server inside the npm package `code-server`,
 * with the Node it needs from `node-linux-*`. Kept in `.vscode-test/` (ignored by git), pinned, installed once.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, onPath, projectRoot, SetupError } from '../setup/command.mjs';

const codeServer = '4.139.1';
const node = '24.21.0';
const cache = join(projectRoot, '.vscode-test');
const target = join(cache, `server-${codeServer}-${process.arch}`);

/** What the server does not need here: language-model parts and binaries for other platforms, more than half of its size. */
const superfluous = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/windows-process-tree',
  'extensions/copilot',
];

/**
 * Where the server is and which Node runs it; installs both the first time.
 * @returns {Promise<{home: string, node: string, version: string}>}
 * @throws SetupError in one sentence when it cannot be had.
 */
export async function ensureVsCode() {
  if (!existsSync(join(target, 'complete'))) await install();
  const home = join(target, 'node_modules/code-server/lib/vscode');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return { home, node: nodeOf(target), version };
}

/** The Node that came with VS Code, `null` when it is not installed here. */
export function installedNode() {
  return existsSync(join(target, 'complete')) ? nodeOf(target) : null;
}

function nodeOf(folder) {
  return join(folder, `node_modules/${nodePackage()}/bin/node`);
}

/** The npm package with a Node for this machine. @throws SetupError where there is none */
export function nodePackage() {
  if (process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64'))
    return `node-linux-${process.arch}`;
  throw new SetupError(
    'VS Code in the browser runs on Linux only: install desktop VS Code and put its command "code" on the PATH.',
  );
}

/** Everything happens in a folder of its own that is renamed at the end: an interrupted installation leaves nothing half-done. */
async function install() {
  const packages = [`code-server@${codeServer}`, `${nodePackage()}@${node}`];
  console.log(`Installing VS Code for this project (${packages.join(', ')}; once, about 500 MB)…`);
  mkdirSync(cache, { recursive: true });
  removeLeftovers();
  const staging = join(cache, `installing-${process.pid}`);
  mkdirSync(staging);
  try {
    await fetchPackages(staging, packages);
    trim(join(staging, 'node_modules/code-server/lib/vscode'));
    writeFileSync(join(staging, 'complete'), packages.join('\n'));
    publish(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Another process may have finished first: then its installation is the one. */
function publish(staging) {
  if (existsSync(join(target, 'complete'))) return;
  rmSync(target, { recursive: true, force: true });
  renameSync(staging, target);
}

function removeLeftovers() {
  for (const name of readdirSync(cache)) {
    const pid = /^installing-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function fetchPackages(folder, packages) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  // Scripts stay off: code-server's own refuses other Nodes and compiles native modules that nothing here needs.
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const outer = await npm(['install', ...quietly, ...packages], { cwd: folder, quiet: true });
  const home = join(folder, 'node_modules/code-server/lib/vscode');
  // The server's dependencies are pinned by the npm-shrinkwrap.json beside it.
  const inner = outer === 0 ? await npm(['install', ...quietly, '--omit=dev'], { cwd: home, quiet: true }) : 1;
  if (inner === 0) return;
  const advice = onPath('code') ? 'use desktop VS Code (F5)' : 'install desktop VS Code';
  throw new SetupError(
    `VS Code could not be installed from the npm registry: make it reachable and run the command again, or ${advice}.`,
  );
}

function trim(home) {
  for (const path of superfluous) rmSync(join(home, path), { recursive: true, force: true });
  const terminals = join(home, 'node_modules/node-pty/prebuilds');
  for (const name of existsSync(terminals) ? readdirSync(terminals) : []) {
    if (!name.startsWith('linux-')) rmSync(join(terminals, name), { recursive: true, force: true });
  }
  replaceNativeModules(join(home, 'node_modules'));
}

/** Two native modules (log files, a watchdog) would have to be compiled; without them each start prints long errors. */
function replaceNativeModules(modules) {
  const standIns = { '@vscode/spdlog': 'plainLog.cjs', '@vscode/native-watchdog': 'noWatchdog.cjs' };
  for (const [name, file] of Object.entries(standIns)) {
    if (!existsSync(join(modules, name))) continue;
    writeFileSync(join(modules, name, 'index.js'), readFileSync(new URL(`standIns/${file}`, import.meta.url)));
  }
}
