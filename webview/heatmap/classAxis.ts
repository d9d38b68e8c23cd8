/** The axis under the activations: a ribbon of class colours with each class's name and count; in regression the target's range. */

import { t } from '../text/l10n.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { css } from '../color/oklab.ts';
import { classColor, type Theme } from '../color/theme.ts';
import type { Box } from '../network/layout.ts';
import type { ClassBlock } from '../numbers.ts';
import { formatValue } from '../text/number.ts';
import { shortNames } from '../text/shortNames.ts';
import { className } from '../text/symbol.ts';

export function drawClassAxis(
  context: CanvasRenderingContext2D,
  run: RunDescription,
  blocks: readonly ClassBlock[],
  plot: Box,
  theme: Theme,
): void {
  const top = plot.y + plot.height + 3;
  context.font = `11px ${theme.font}`;
  context.textBaseline = 'top';
  context.fillStyle = css(theme.muted);
  if (blocks.length === 0) drawValues(context, run, plot, top);
  const step = plot.width / Math.max(1, run.shownExamples.length);
  // "7" for "class 7" where there is little room: colours alone come back after six.
  const short = shortNames(run.classes, 5);
  for (const { code, start, end } of blocks) {
    const x = plot.x + start * step;
    const width = (end - start) * step;
    context.fillStyle = css(classColor(theme, code, run.classes.length));
    context.fillRect(x + 0.5, top, Math.max(0.5, width - 1), 4);
    const name = className(run, code);
    const text = fitting(context, [`${name} · ${end - start}`, name, run.classes[code] ?? '', short[code] ?? ''], width - 1);
    context.fillStyle = css(theme.muted);
    context.textAlign = 'center';
    if (text) context.fillText(text, x + width / 2, top + 9);
  }
}

function drawValues(context: CanvasRenderingContext2D, run: RunDescription, plot: Box, top: number): void {
  const target = run.targets[0] ?? 'target';
  context.textAlign = 'left';
  context.fillText(`${target} ${formatValue(run.shownExamples[0]?.target ?? 0)}`, plot.x, top + 4);
  context.textAlign = 'center';
  const words = fitting(
    context,
    [t('examples sorted by {0} →', target)],
    plot.width - 2 * (context.measureText(`${target} 000.00`).width + 8),
  );
  if (words) context.fillText(words, plot.x + plot.width / 2, top + 4);
  context.textAlign = 'right';
  context.fillText(formatValue(run.shownExamples.at(-1)?.target ?? 0), plot.x + plot.width, top + 4);
}

function fitting(context: CanvasRenderingContext2D, texts: readonly string[], width: number): string | undefined {
  return texts.find((text) => context.measureText(text).width <= width);
}
