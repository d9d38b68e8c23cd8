/** The npm packages of `package-lock.json`, installed when they are absent or stale. Built-ins only. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, projectRoot, SetupError } from './command.mjs';

export async function ensurePackages() {
  if (upToDate()) return;
  console.log('Installing the npm packages (npm ci)…');
  const code = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    throw new SetupError(
      'The npm packages could not be installed: make the npm registry reachable (npm ping) and run the command again.',
    );
  }
}

/** npm writes `node_modules/.package-lock.json` when an installation is complete; every version in it must be the wanted one. */
function upToDate() {
  const installedFile = join(projectRoot, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = packagesOf(join(projectRoot, 'package-lock.json'));
  const installed = packagesOf(installedFile);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    // Binaries for other platforms are optional and stay away.
    if (!installed[path]) return entry.optional === true;
    return installed[path].version === entry.version;
  });
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
