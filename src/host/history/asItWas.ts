/** The configuration of a recorded run as it was written, as a document that nobody can change. */
import * as vscode from 'vscode';
import { configUriOf, type RecordedRun, type RecordedRuns } from '../records/recordedRuns.ts';
import { nameOf } from '../files/configKey.ts';
import { writtenText } from './openRun.ts';

const scheme = 'nn-recorded-run';

/** Its address: the file's name, so that it looks like one, and where the record lies. */
export function asItWas(run: RecordedRun): vscode.Uri {
  const uri = configUriOf(run);
  const query = JSON.stringify({ root: run.place.root, id: run.record.id });
  return vscode.Uri.from({ scheme, path: `/${uri ? nameOf(uri) : 'run.nnconfig'}`, query });
}

export function registerAsItWas(recorded: RecordedRuns): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ query }) => {
      const { root, id } = JSON.parse(query) as { readonly root: string; readonly id: string };
      const run = await recorded.find(root, id);
      return run && writtenText(run.record);
    },
  });
}
