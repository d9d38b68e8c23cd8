/** Panels of many trainings at once: one a sweep. It trains as long as its panel is there, and goes on after a reload when asked. */
import { availableParallelism } from 'node:os';
import * as vscode from 'vscode';
import { memberText } from '../../config/sweep/memberText.ts';
import { localize } from '../../config/wording/localize.ts';
import { sha256 } from '../../platform/node/fingerprint.ts';
import type { SweepPlace, SweepWork } from '../../protocol/sweep/sweepApi.ts';
import type { SweptMember, ToSweepView } from '../../protocol/sweep/sweepPage.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { configAt } from '../files/configDocuments.ts';
import { folderOf, nameOf, savedUri } from '../files/configKey.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { startOf } from '../models/startOf.ts';
import { type RecordPlaces, recordingChoice } from '../records/places.ts';
import { askOnce } from '../workers/askOnce.ts';
import { type PanelSubject, SubjectPanels, type SubjectPanelsOptions } from './subjectPanels.ts';
import { SweepFeed } from './sweepFeed.ts';

export const sweepPanelType = 'neuralNetwork.sweep';

export interface SweepPanelsOptions extends SubjectPanelsOptions {
  readonly places: RecordPlaces;
  readonly spawn: () => WorkerPort;
}

export class SweepPanels extends SubjectPanels {
  readonly #swept: SweepPanelsOptions;
  #feeds: readonly SweepFeed[] = [];

  constructor(options: SweepPanelsOptions) {
    super(sweepPanelType, 'sweep', options);
    this.#swept = options;
  }

  /** Of the panels that are there. */
  get feeds(): readonly SweepFeed[] {
    return this.#feeds.filter(({ isDisposed }) => !isDisposed);
  }

  /** Opens the panel of these trainings and trains them, or reveals the one that is there. */
  show(work: SweepWork): void {
    const { written: _written, ...what } = work;
    const id = sha256(new TextEncoder().encode(JSON.stringify(what))).slice(0, 32);
    this.reveal(this.#subjectOf(id, work, null));
  }

  protected async find(id: string): Promise<PanelSubject | null> {
    const place = /^[0-9a-f]{32}$/.test(id) ? this.#placeOf(id) : null;
    const kept = place && (await askOnce(this.#swept.spawn(), 'readSweep', place));
    return kept && this.#subjectOf(id, kept.work, kept.shown);
  }

  /** In the storage of the workspace; nowhere, where no runs are recorded. */
  #placeOf(id: string): SweepPlace | null {
    const { storage } = this.#swept.places;
    const isKept = storage !== null && vscode.workspace.isTrusted && recordingChoice() !== 'off';
    return isKept ? { root: storage.root, id } : null;
  }

  #subjectOf(id: string, work: SweepWork, shown: ToSweepView | null): PanelSubject {
    const { spawn } = this.#swept;
    // One core is left for a training that goes on, and for the editor.
    const workers = Math.max(1, availableParallelism() - 1);
    const place = this.#placeOf(id);
    return {
      key: id,
      title: localize('Sweep of {0}', work.file),
      feed: (post) => {
        const feed = new SweepFeed({ ...{ work, place, shown, workers, spawn, filesOf, open: openMember }, post });
        this.#feeds = [...this.feeds, feed];
        return feed;
      },
    };
  }
}

/** Whatever was kept: the configuration says which files it may read, and its guard is asked again. */
async function filesOf({ uri, config }: SweepWork): Promise<{ data: string; start: string | null }> {
  const home = vscode.Uri.parse(uri, true);
  const data = savedUri(await resolveDataUri(home, config.data.file));
  const isUnsaved = vscode.workspace.textDocuments.some(
    (document) => document.isDirty && savedUri(document.uri).toString() === data.toString(),
  );
  const start = await startOf(home, config);
  if (data.scheme === 'file' && !isUnsaved && start?.kind !== 'bytes')
    return { data: data.fsPath, start: start?.path ?? null };
  throw new Error(localize('Many trainings read the table from the disk: save {0} first.', nameOf(data)));
}

/** In a document that is not saved, beside the configuration. */
async function openMember(work: SweepWork, member: SweptMember): Promise<void> {
  const home = savedUri(vscode.Uri.parse(work.uri, true));
  const name = `${nameOf(home).replace(/\.nnconfig$/, '')} ${member.place + 1}.nnconfig`;
  const target = home.scheme === 'file' ? vscode.Uri.joinPath(folderOf(home), name) : null;
  const { document } = await configAt(target, () => memberText(work, member));
  await vscode.commands.executeCommand('neuralNetwork.trainConfig', document.uri);
}
