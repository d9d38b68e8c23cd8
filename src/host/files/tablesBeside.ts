/** The tables that a configuration could name: in its own folder and the folders in it. */
import * as vscode from 'vscode';
import { folderOf, savedUri } from './configKey.ts';
import { isCsv } from './csvFiles.ts';

const maxFolders = 20;
const maxTables = 200;

/** Paths as "data.file" has them: "iris.csv", "tables/iris.csv"; none while the configuration has no folder. */
export async function tablesBeside(config: vscode.Uri): Promise<readonly string[]> {
  const home = savedUri(config);
  if (home.scheme === 'untitled') return [];
  const folder = folderOf(home);
  const here = await entriesOf(folder);
  const folders = here.flatMap(([name, type]) =>
    type & vscode.FileType.Directory && !name.startsWith('.') ? [name] : [],
  );
  const below = await Promise.all(
    folders
      .filter((name) => name !== 'node_modules')
      .slice(0, maxFolders)
      .map(async (name) =>
        filesOf(await entriesOf(vscode.Uri.joinPath(folder, name))).map((file) => `${name}/${file}`),
      ),
  );
  return [...filesOf(here), ...below.flat()]
    .filter((path) => isCsv(home.with({ path: `/${path}` })))
    .slice(0, maxTables);
}

function filesOf(entries: readonly [string, vscode.FileType][]): readonly string[] {
  return entries.flatMap(([name, type]) => (type & vscode.FileType.Directory ? [] : [name]));
}

async function entriesOf(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
