/** Answers about trained networks as files: one table at a time is predicted, its lines are kept until the next. */
import type { RunNoticeCode } from '../config/wording/runTexts.ts';
import { NoticeError, notice } from '../core/notice.ts';
import type { ModelApi } from '../protocol/modelApi.ts';
import type { Handlers, RequestContext } from '../protocol/requestServer.ts';
import type { RunPlatform } from '../run/platform.ts';
import { tryRow } from '../run/model/tryRow.ts';
import { exportRequest } from './exportRequest.ts';
import { modelOf, PredictedTable, type Pacing } from './predictedTable.ts';
import { CancelledError } from './wireError.ts';

/** Those that need no run. */
type Served = Exclude<keyof ModelApi, 'save' | 'ownPredictions'>;

export class ModelRequests {
  readonly #turn: Pacing;
  #predicted: PredictedTable | null = null;

  constructor(platform: RunPlatform) {
    const yieldNow = async ({ signal }: RequestContext): Promise<void> => {
      await new Promise<void>((resolve) => platform.defer(resolve));
      if (signal.aborted) throw new CancelledError();
    };
    this.#turn = { now: () => platform.now(), yieldNow };
  }

  handlers(): Pick<Handlers, Served> {
    return {
      predict: async (request, context) => {
        await this.dispose();
        const { table, report } = await PredictedTable.predict(request, context, this.#turn);
        this.#predicted = table;
        return report;
      },
      tryRow: async ({ model, values }) => tryRow(await modelOf(model), values),
      exportModel: exportRequest,
      predictedRows: ({ from, count }) => this.#there().rows(from, count),
      writePredictions: ({ path, append }, context) => this.#there().write(path, append, context),
    };
  }

  async dispose(): Promise<void> {
    await this.#predicted?.dispose();
    this.#predicted = null;
  }

  #there(): PredictedTable {
    if (this.#predicted) return this.#predicted;
    throw new NoticeError(notice('request.noPrediction' satisfies RunNoticeCode));
  }
}
