/** Starts and stops the VS Code server, with our folder linked among its extensions, and makes the address of a workbench. */
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from '../setup/command.mjs';
import { ensureVsCode } from './install.mjs';
import { quietSettings } from './settings.mjs';

/**
 * Starts a server on the loopback interface and resolves when it answers.
 * @param {{
 *   data?: string,       folder of the server's data; a temporary one, removed at the end, when absent
 *   port?: number,       a free one when absent
 *   link?: string[],     folders of extensions to run from where they are
 *   settings?: object,   user settings over the quiet ones
 *   flags?: string[],
 *   trust?: boolean,     whether the server asks whom to trust; otherwise everything is trusted
 *   env?: Record<string, string>,
 * }} options
 * @returns {Promise<{port: number, version: string, ended: Promise<void>, log: () => string, stop: () => Promise<void>}>}
 */
export async function startServer({ data, port, link = [], settings = {}, flags = [], trust = false, env = {} } = {}) {
  const vscode = await ensureVsCode();
  const folder = data ?? mkdtempSync(join(tmpdir(), 'nn-explorer-vscode-'));
  const chosenPort = port ?? (await freePort());
  const extensions = join(folder, 'extensions');
  // The server writes its own list of extensions at first use, after which a new link is not seen: so always a fresh folder.
  rmSync(extensions, { recursive: true, force: true });
  mkdirSync(extensions, { recursive: true });
  for (const source of link) linkExtension(source, extensions);
  writeSettings(folder, settings);

  const logFile = join(folder, 'server.log');
  const child = launch(vscode, {
    folder,
    extensions,
    port: chosenPort,
    flags: trust ? flags : ['--disable-workspace-trust', ...flags],
    env,
    logFile,
  });
  const log = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
  const stop = async () => {
    await endProcessGroup(child);
    if (!data) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  if (!(await answers(chosenPort, child))) {
    const text = log();
    await stop();
    throw new SetupError(`The VS Code server did not start; its log:\n${text}`);
  }
  const ended = new Promise((done) => child.once('exit', () => done()));
  return { port: chosenPort, version: vscode.version, ended, log, stop };
}

function launch(vscode, { folder, extensions, port, flags, env, logFile }) {
  const output = openSync(logFile, 'a');
  const args = [join(vscode.home, 'out/server-main.js'), '--server-data-dir', folder, '--extensions-dir', extensions];
  args.push(
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--without-connection-token',
    '--accept-server-license-terms',
  );
  args.push('--telemetry-level', 'off', ...flags);
  const child = spawn(vscode.node, args, {
    // No gallery: the server then looks nothing up on the network.
    env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env },
    stdio: ['ignore', output, output],
    // A process group of its own: the extension hosts are children of the server and have to end with it.
    detached: true,
  });
  closeSync(output);
  return child;
}

function linkExtension(source, extensions) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  symlinkSync(source, join(extensions, `${publisher}.${name}-${version}`), 'dir');
}

/** Settings a user has changed in a kept data folder stay. */
function writeSettings(folder, settings) {
  const file = join(folder, 'data/User/settings.json');
  if (existsSync(file)) return;
  mkdirSync(join(folder, 'data/User'), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...quietSettings, ...settings }, null, 2)}\n`);
}

async function answers(port, child) {
  for (let tries = 0; tries < 1200 && child.exitCode === null; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined);
    if (answer?.ok) return true;
    await delay(100);
  }
  return false;
}

async function endProcessGroup(child) {
  signalGroup(child, 'SIGTERM');
  for (let tries = 0; tries < 30 && child.exitCode === null && child.signalCode === null; tries++) await delay(100);
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}

/** `wanted` when nothing listens there, else any free port. */
export function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted ? resolve(freePort()) : reject(error)));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * The address of a workbench on `folder`, or on the folders of a `workspace` file. `developmentPath` and `testsPath` load an extension and its tests from where they are;
 * the server heeds them only with the flag `--enable-smoke-test-driver`.
 */
export function workbenchAddress(port, { folder, workspace, developmentPath, testsPath }) {
  // The page's own authority: paths of another one are not resolved.
  const remote = (path) => `vscode-remote://localhost:${port}${path}`;
  const payload = [['skipWelcome', 'true']];
  if (developmentPath) payload.push(['extensionDevelopmentPath', remote(developmentPath)]);
  if (testsPath) payload.push(['extensionTestsPath', remote(testsPath)]);
  const query = new URLSearchParams({ ...(workspace ? { workspace } : { folder }), payload: JSON.stringify(payload) });
  return `http://localhost:${port}/?${query}`;
}
