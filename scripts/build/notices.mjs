/** Writes `ThirdPartyNotices.txt`: the licences of all packages whose code is in a shipped bundle, as the bundler reports them. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Copied as files, so no bundle tells of them. */
const copied = ['@vscode/codicons'];

const preamble = `Neural Network Explorer contains code and pictures of the packages below, each under its own licence.\n`;

/**
 * @param {string} root the project's folder
 * @param {import('esbuild').Metafile[]} metafiles of the shipped bundles
 */
export function writeNotices(root, metafiles) {
  const names = new Set(copied);
  for (const output of metafiles.flatMap((metafile) => Object.values(metafile.outputs))) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
      if (name && bytesInOutput > 0) names.add(name);
    }
  }
  const text = [preamble, ...[...names].sort().map((name) => notice(join(root, 'node_modules', name)))].join(
    `\n${'─'.repeat(80)}\n\n`,
  );
  const target = join(root, 'ThirdPartyNotices.txt');
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder)
    .filter((file) => /^licen[cs]e/i.test(file))
    .sort();
  if (files.length === 0) throw new Error(`${name} has no licence file: it cannot be shipped`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return [`${name} ${version} (${license})`, ...texts, ''].join('\n\n');
}
