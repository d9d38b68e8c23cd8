/** Beside α: what the curvature at the start bears, and how often the cost rose of late. Its place is there whatever it says. */
import { html, type nothing, type TemplateResult } from 'lit';
import type { StabilityAnswer } from '../../src/protocol/answers.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';

/** Milliseconds between two looks at the last hundred steps while the network learns. */
const pause = 4000;
/** Steps that say something, and the share of rises from which α is probably too large. */
const leastSteps = 20;
const worrying = 0.2;

export class RateVoice {
  readonly #query: LiveQuery<'stability'>;

  constructor(context: ViewContext) {
    // Nobody waits for it.
    this.#query = new LiveQuery({ ...context, behind: () => undefined }, 'stability', pause);
  }

  of(state: ViewState, now: number): TemplateResult | typeof nothing {
    if (!state.run || !state.frame) return html`<p class="rate-voice"></p>`;
    const answer = this.#query.get({ kind: 'stability' }, state, now);
    const { text, title, isWorrying } = answer ? voiceOf(answer, isFullBatch(state)) : silence;
    return html`<p class="rate-voice ${isWorrying ? 'flag' : ''}" title=${title}>${text}</p>`;
  }
}

/** With smaller batches the cost over all examples rises now and then whatever α is. */
function isFullBatch({ run, status }: ViewState): boolean {
  const { batchSize } = status?.effective ?? {};
  return batchSize === 'full' || Number(batchSize) >= (run?.m ?? Number.POSITIVE_INFINITY);
}

interface Voice {
  /** Short: it has the room behind the field's name. */
  readonly text: string;
  readonly title: string;
  readonly isWorrying: boolean;
}

const silence: Voice = { text: '', title: '', isWorrying: false };

/** "2/λmax = 1.93"; where the cost rises often, how often. */
export function voiceOf({ startRate, rose, of }: StabilityAnswer, isFull: boolean): Voice {
  if (isFull && of >= leastSteps && rose >= worrying * of) {
    const counts = [formatCount(rose), formatCount(of)];
    return {
      text: localize('rose in {0} of {1}', ...counts),
      title: localize(
        'The cost rose in {0} of the last {1} steps: the learning rate is probably too large.',
        ...counts,
      ),
      isWorrying: true,
    };
  }
  if (startRate === null) return silence;
  return {
    text: `2/λmax = ${formatValue(startRate)}`,
    title: localize(
      'With the initial weights: below 2/λmax, λmax the largest curvature of the cost, ' +
        'a step of gradient descent over all examples lowers it.',
    ),
    isWorrying: false,
  };
}
