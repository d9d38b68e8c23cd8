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

/** The programs of the package; the command line is none of them. */
const programs = ['extension', 'worker', 'webview/panel', 'webview/side'];

/** What is written in a built program, without the escapes that its texts are written with. @param {string} name */
export function writtenIn(name) {
  const letter = /\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|(.))/gi;
  const code = readFileSync(join(projectRoot, 'dist', `${name}.js`), 'utf8');
  return code.replace(letter, (_, long, short, byte, plain) =>
    plain === undefined
      ? String.fromCodePoint(Number.parseInt(long ?? short ?? byte, 16))
      : ({ n: '\n', r: '\r', t: '\t' }[plain] ?? plain),
  );
}

/** Translations of what these programs say: sentences of the command line alone are of no use in the package. */
function translationsFor() {
  const written = programs.map(writtenIn).join('\n');
  /** @param {Record<string, unknown>} texts */
  return (texts) => Object.fromEntries(Object.entries(texts).filter(([english]) => written.includes(english)));
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
    const used = translationsFor();
    for (const bundle of readdirSync(join(staged, 'l10n'))) rewrite(join(staged, 'l10n', bundle), used);
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
