/** One preparation: where the table is, then the network in the worker; the status tells how far it is. */
import { noticeText } from '../config/wording/notice.ts';
import type { NetworkConfig } from '../config/schema/schema.ts';
import { notice } from '../core/notice.ts';
import type { CancelToken } from '../protocol/port.ts';
import type { Progress } from '../protocol/requestClient.ts';
import { RequestError } from '../protocol/requestError.ts';
import type { RunDescription } from '../protocol/run.ts';
import { limitsOf, type RunControllerOptions } from './sessionOptions.ts';
import type { StatusStore } from './statusStore.ts';
import type { WorkerLink } from './link/workerLink.ts';

export interface PreparationTask {
  readonly options: RunControllerOptions;
  readonly board: StatusStore;
  readonly link: WorkerLink;
  readonly title: string;
  readonly config: NetworkConfig;
  /** What the network is stamped with. */
  readonly build: number;
  readonly keepWeights: boolean;
  readonly token: CancelToken;
}

/** Rejects with a RequestError, or with what the table's source says. */
export async function prepareInWorker(task: PreparationTask): Promise<RunDescription> {
  const { options, board, link, title, config, build, keepWeights, token } = task;
  const onProgress = ({ done, total, notice: reported }: Progress): void => {
    if (!token.isCancellationRequested && board.hostState === 'preparing')
      board.set({ progress: total > 0 ? done / total : 0, message: noticeText(reported) });
  };
  const source = await options.loadSource(config, link.isConnected ? undefined : onProgress);
  const start = (await options.loadStart?.(config)) ?? undefined;
  const record = (await options.records?.request(config)) ?? undefined;
  if (token.isCancellationRequested)
    throw new RequestError({ reason: 'cancelled', notice: notice('request.cancelled') });
  return link.prepare(
    { runId: options.runId, build, title, config, source, ...limitsOf(options), keepWeights, start, record },
    { token, onProgress },
  );
}
