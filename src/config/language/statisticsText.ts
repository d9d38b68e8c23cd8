/** A layer's numbers while its network trains, as the hover shows them. */
import { superscript } from '../../core/network/shape.ts';
import { short } from '../wording/markdown.ts';
import { localize } from '../wording/localize.ts';

export interface LayerStatistics {
  /** Mean of |a| over units and examples. */
  readonly meanActivation: number;
  /** Shares from 0 to 1, of activations and of units. */
  readonly saturated: number;
  readonly dead: number;
  readonly normW: number;
  readonly normDW: number;
}

/** "**Now** mean |a¹| 0.42 · 12 % saturated · 0 % dead", and in a line of its own "‖W¹‖ 3.2 · ‖dW¹‖ 0.018" */
export function statisticsText(
  layer: number,
  { meanActivation, saturated, dead, normW, normDW }: LayerStatistics,
): string {
  const up = superscript(layer);
  const percent = (share: number) => `${short(Math.round(share * 1000) / 10)} %`;
  const shares = localize(
    'mean {0} · {1} saturated · {2} dead',
    `|a${up}| ${short(meanActivation)}`,
    percent(saturated),
    percent(dead),
  );
  return `**${localize('Now')}** ${shares}  \n‖W${up}‖ ${short(normW)} · ‖dW${up}‖ ${short(normDW)}`;
}
