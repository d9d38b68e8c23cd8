/** Peers from npm: each in a folder of its own below `.bench/`, installed when it is first wanted, in one version only. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface NpmPeer {
  /** As sentences have it. */
  readonly name: string;
  readonly folder: string;
  /** Exact versions; the last package is there when all are. */
  readonly packages: Readonly<Record<string, string>>;
}

/** `null` when it is there, else a sentence that says why not. */
export function installPeer({ name, folder, packages }: NpmPeer): string | null {
  const last = Object.keys(packages).at(-1) ?? '';
  if (existsSync(join(folder, 'node_modules', last, 'package.json'))) return null;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  process.stderr.write(`installing ${name} into .bench…\n`);
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(key)),
  );
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
  const { status, stderr } = spawnSync('npm', args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const reason = stderr?.trim().split('\n')[0] ?? 'no npm';
  return status === 0 ? null : `${name} is not compared: npm could not install it (${reason}).`;
}
