/** Upright lines that say something about a step of a run. */
import type { Matrix } from '../../src/protocol/frame.ts';
import type { Theme } from '../kit/color/theme.ts';
import { localize } from '../kit/text/l10n.ts';
import type { ViewState } from '../state/store.ts';
import { axisCost } from './axisText.ts';
import type { Guide } from './stepLines.ts';
import { bestPoint } from './curveData.ts';

/** The best epoch, where it diverged, and the step that is looked at, after which the curves are dimmed. */
export function guidesOf(
  { frame, status }: Pick<ViewState, 'frame' | 'status'>,
  curve: Matrix,
  theme: Pick<Theme, 'focus' | 'lines' | 'negative' | 'validation'>,
): Guide[] {
  const guides: Guide[] = [];
  const best = bestPoint(curve);
  if (best)
    guides.push({ step: best.x, label: localize('best {0}', axisCost(best.y)), color: theme.validation, dashed: true });
  // The last of the charts' colours is red.
  const red = theme.lines.at(-1) ?? theme.negative;
  if (status?.state === 'diverged')
    guides.push({ step: status.step, label: localize('diverged'), color: red, dashed: false });
  if (frame && !frame.live) guides.push({ step: frame.step, label: '', color: theme.focus, dashed: false, dims: true });
  return guides;
}
