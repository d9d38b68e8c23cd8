/** Panels in which recorded runs stand side by side: one a choice of runs. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import type { RecordedRun, RecordedRuns } from '../records/recordedRuns.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { runName } from '../../record/runText.ts';
import { CompareFeed } from './compareFeed.ts';
import { type PanelSubject, SubjectPanels, type SubjectPanelsOptions } from './subjectPanels.ts';

export const comparePanelType = 'neuralNetwork.compare';

export interface ComparePanelsOptions extends SubjectPanelsOptions {
  readonly recorded: RecordedRuns;
  readonly spawn: () => WorkerPort;
}

export class ComparePanels extends SubjectPanels {
  readonly #compared: ComparePanelsOptions;

  constructor(options: ComparePanelsOptions) {
    super(comparePanelType, 'compare', options);
    this.#compared = options;
  }

  /** Opens or reveals the panel of these runs. */
  show(runs: readonly RecordedRun[]): void {
    this.reveal(this.#subjectOf(runs));
  }

  /** Of runs that are gone meanwhile, the others; at least two. */
  protected async find(key: string): Promise<PanelSubject | null> {
    const named = key.split('\n').map((line) => line.split('\t'));
    const found = await Promise.all(named.map(([root = '', id = '']) => this.#compared.recorded.find(root, id)));
    const runs = found.flatMap((run) => run ?? []);
    return runs.length < 2 ? null : this.#subjectOf(runs);
  }

  #subjectOf(runs: readonly RecordedRun[]): PanelSubject {
    const { recorded, spawn } = this.#compared;
    const open = (run: RecordedRun): void => void vscode.commands.executeCommand('neuralNetwork.showRun', run);
    const nameOf = (record: RunRecord): string => runName(record, vscode.env.language, Date.now());
    return {
      key: runs.map(({ place, record }) => `${place.root}\t${record.id}`).join('\n'),
      title: localize('Compare {0} Runs', runs.length),
      feed: (post) => new CompareFeed({ runs, recorded, nameOf, spawn, open, post }),
    };
  }
}
