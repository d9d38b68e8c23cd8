/**
 * `npm start`: VS Code on the sample workspace with this extension in it. Works on a fresh clone: installs the packages, builds,
 * then opens desktop VS Code, or VS Code in the browser where there is none.
 *
 *   npm start -- [--port 8080] [--browser] [--folder DIR]
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { main, onPath, projectRoot, run, SetupError } from './setup/command.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { freePort, startServer, workbenchAddress } from './vscode/server.mjs';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '8080' },
    browser: { type: 'boolean', default: false },
    folder: { type: 'string', default: join(projectRoot, 'samples') },
  },
});

await main(async () => {
  await ensurePackages();
  const build = await run(process.execPath, [join(projectRoot, 'esbuild.mjs')]);
  if (build !== 0) throw new SetupError('The build failed; its messages are above.');
  // The extension asks which of the samples is to be trained.
  if (resolve(options.folder) === join(projectRoot, 'samples')) process.env.NN_EXPLORER_PICK_SAMPLE = '1';
  const desktop = options.browser ? undefined : desktopVsCode();
  return desktop ? openDesktop(desktop) : openInBrowser();
});

/** Desktop VS Code needs a screen, and on Linux it refuses to run as root. */
function desktopVsCode() {
  if (process.platform === 'linux' && (!hasScreen() || process.getuid() === 0)) return undefined;
  return process.platform === 'win32' ? onPath('code.cmd') : onPath('code');
}

function hasScreen() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function openDesktop(code) {
  const args = ['--new-window', `--extensionDevelopmentPath=${projectRoot}`, resolve(options.folder)];
  if (process.platform !== 'win32') return run(code, args);
  // A .cmd file starts only through the command interpreter, which wants its own quotes.
  return run('cmd.exe', ['/d', '/s', '/c', `"${[code, ...args].map((word) => `"${word}"`).join(' ')}"`]);
}

async function openInBrowser() {
  const wanted = Number(options.port);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535)
    throw new SetupError('--port wants a number from 1 to 65535.');
  const port = await freePort(wanted);
  if (port !== wanted) console.log(`Port ${wanted} is taken; using ${port}.`);
  const data = join(projectRoot, '.vscode-test', `start-${port}`);
  mkdirSync(data, { recursive: true });
  const server = await startServer({ data, port, link: [projectRoot] });
  const address = workbenchAddress(port, { folder: resolve(options.folder) });
  console.log(`\nVS Code ${server.version} with Neural Network Explorer:\n\n  ${address}\n`);
  console.log(
    'Choose a question; it opens and trains. Or open a CSV, press F1: "Neural Network: Train Network on This CSV".',
  );
  console.log(`Ctrl+C stops it. From another machine: ssh -L ${port}:localhost:${port} and the same address.`);
  if (hasScreen()) openAddress(address);
  const ending = await Promise.race([interrupted(), server.ended.then(() => 'server')]);
  await server.stop();
  if (ending === 'server')
    throw new SetupError(`The VS Code server ended by itself; its log is ${join(data, 'server.log')}.`);
}

function openAddress(address) {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
  // No browser to open is no error: the address is printed.
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

function interrupted() {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, done);
  });
}
