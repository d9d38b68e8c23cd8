/** Between a page and the predictions of what it shows: sends them whenever they change, and the lines that are in sight. */
import { localize } from '../../config/wording/localize.ts';
import { errorText } from '../../config/wording/notice.ts';
import type { FromCompareView } from '../../protocol/compare/runsComparison.ts';
import type { TryRow } from '../../protocol/modelView.ts';
import type { FromSweepView } from '../../protocol/sweep/sweepPage.ts';
import type { FromPredictionView, PredictionAction, ToPredictionView } from '../../protocol/predictionView.ts';
import { NewestAnswer } from '../../session/newestAnswer.ts';
import { Owner } from '../base/owner.ts';
import { showError } from '../base/shown.ts';
import { writePrediction } from './writePrediction.ts';
import type { Prediction } from './prediction.ts';
import type { Predictions } from './predictions.ts';

export interface FeedOptions {
  readonly predictions: Predictions;
  /** What the page shows, as it is called now. */
  readonly key: () => string;
  readonly post: (message: ToPredictionView) => void;
}

export class PredictionFeed extends Owner {
  readonly #options: FeedOptions;
  readonly #rows = new NewestAnswer();

  constructor(options: FeedOptions) {
    super();
    this.#options = options;
    this.register(options.predictions.onDidChange((key) => key === options.key() && this.sendInitialState()));
  }

  /** The page is there, perhaps again. */
  sendInitialState(): void {
    this.#options.post({ type: 'predictions', list: this.#list().map(({ view }) => view) });
  }

  receive(message: FromPredictionView | TryRow | FromCompareView | FromSweepView): void {
    // A run has its own way of trying a row; comparisons and sweeps have pages of their own.
    if (message.type !== 'prediction' && message.type !== 'predictedRows') return;
    const prediction = this.#list().find(({ id }) => id === message.id);
    if (!prediction) return;
    if (message.type === 'prediction') void this.#act(prediction, message.action);
    else void this.#send(prediction, message.from, message.count);
  }

  #list(): readonly Prediction[] {
    return this.#options.predictions.of(this.#options.key());
  }

  async #send(prediction: Prediction, from: number, count: number): Promise<void> {
    // Of one that is gone meanwhile nothing is sent.
    const rows = await this.#rows.of(prediction.rows(from, count)).catch(() => null);
    if (rows && !this.isDisposed) this.#options.post({ type: 'predictedRows', id: prediction.id, from, rows });
  }

  async #act(prediction: Prediction, action: PredictionAction): Promise<void> {
    if (action === 'cancel' || action === 'close') {
      this.#options.predictions.close(this.#options.key(), prediction.id);
      return;
    }
    try {
      await writePrediction(prediction, action === 'saveAll');
    } catch (error) {
      void showError(localize('The predictions could not be saved: {0}', errorText(error)));
    }
  }
}
