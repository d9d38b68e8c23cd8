/**
 * `npm run package`: the `.vsix`. What is shipped is copied beside first, because the page that VS Code shows of an extension is its README, and
 * pictures of the repository are not in the package: as long as package.json names no repository to take them from, they are left out there.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, projectRoot, run } from './setup/command.mjs';

/** README as it is packaged: without pictures whose address is a path. @param {string} readme */
export function withoutPictures(readme) {
  return readme.replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/gm, '');
}

/** JSON that nobody reads but a program takes less room. @param {string} path @param {(value: Record<string, unknown>) => unknown} change */
function rewrite(path, change) {
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
}

/** Writes the package. @param {string} target where to @returns {Promise<void>} */
export async function packageTo(target) {
  const { createVSIX, listFiles } = await import('@vscode/vsce');
  const staged = mkdtempSync(join(tmpdir(), 'neural-network-'));
  try {
    for (const file of ['.vscodeignore', ...(await listFiles({ cwd: projectRoot, packageManager: 0 }))]) {
      mkdirSync(dirname(join(staged, file)), { recursive: true });
      cpSync(join(projectRoot, file), join(staged, file));
    }
    writeFileSync(join(staged, 'README.md'), withoutPictures(readFileSync(join(projectRoot, 'README.md'), 'utf8')));
    // What prepares the package has run, and what it needs is not here.
    rewrite(join(staged, 'package.json'), ({ scripts, devDependencies, ...manifest }) => manifest);
    for (const bundle of readdirSync(join(staged, 'l10n'))) rewrite(join(staged, 'l10n', bundle), (texts) => texts);
    await createVSIX({
      cwd: staged,
      packagePath: target,
      dependencies: false,
      rewriteRelativeLinks: false,
      allowMissingRepository: true,
    });
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  void main(async () => {
    const build = await run(process.execPath, [join(projectRoot, 'esbuild.mjs'), '--shipped']);
    if (build) return build;
    const { name, version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    await packageTo(resolve(process.argv[2] ?? join(projectRoot, `${name}-${version}.vsix`)));
    return 0;
  });
