/** Finds Chromium for the tests in the workbench, or installs Debian's. */
import { existsSync } from 'node:fs';
import { isExecutable, onPath, run, SetupError } from './command.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium: `CHROMIUM_PATH`, one on the PATH, or the one apt installs now.
 * @throws SetupError in one sentence when none can be had.
 */
export async function ensureChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named && !isExecutable(named))
    throw new SetupError(`CHROMIUM_PATH is ${named}, which is not a program: correct it or unset it.`);
  return named || find() || (await install());
}

function find() {
  return onPath(...names) ?? applications.find((path) => existsSync(path));
}

async function install() {
  const advice = 'install Chromium (on Debian: apt-get install chromium) or set CHROMIUM_PATH to a Chromium or Chrome.';
  if (!onPath('apt-get')) throw new SetupError(`The tests in the workbench need a browser: ${advice}`);
  console.log('Installing Chromium (apt-get install chromium)…');
  const lock = ['-o', 'DPkg::Lock::Timeout=300', '-q'];
  const asRoot = process.getuid?.() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  const apt = (...args) =>
    run(asRoot[0], [...asRoot.slice(1), ...lock, ...args], {
      quiet: true,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  // An update that fails in part may still leave a list good enough; the installation decides.
  await apt('update');
  const code = await apt('install', '-y', '--no-install-recommends', 'chromium');
  const path = find();
  if (code !== 0 || !path) throw new SetupError(`apt-get could not install Chromium: ${advice}`);
  return path;
}
