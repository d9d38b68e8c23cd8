/** The file that a configuration's network starts from, as the worker finds it. */
import type * as vscode from 'vscode';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { NamedModel } from '../../protocol/modelApi.ts';
import { nameOf } from '../files/configKey.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { modelSource } from './modelFiles.ts';

/** `null` where it starts from none. @throws DataPathError as a table's path does, and what a virtual file system says */
export async function startOf(config: vscode.Uri, { network }: NetworkConfig): Promise<NamedModel | null> {
  const { scheme, file } = network.initialization;
  if (scheme !== 'file' || file === undefined) return null;
  const uri = await resolveDataUri(config, file);
  return { ...(await modelSource(uri)), name: nameOf(uri) };
}
