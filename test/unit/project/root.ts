/** The project's folder and the text files in it, for the tests about the project itself. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Tests run from the project's folder. */
export const root = process.cwd();

/** Made by tools, or not ours. */
const left = new Set(['node_modules', 'dist', '.git', '.tsbuild', '.vscode-test', 'test-output', 'coverage']);

/** Paths of all files of the project, relative to its folder, with forward slashes. */
export function projectFiles(folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (left.has(entry.name)) return [];
    if (entry.isDirectory()) return projectFiles(path);
    return entry.name.endsWith('.vsix') ? [] : [relative(root, path).replaceAll('\\', '/')];
  });
}
