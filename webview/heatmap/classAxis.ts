/** The axis under the activations: a ribbon of class colours with each class's name and count; in regression the target's range. */

import { localize } from '../kit/text/l10n.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { css } from '../kit/color/oklab.ts';
import { classColor, type Theme } from '../kit/color/theme.ts';
import type { Box } from '../kit/box.ts';
import type { ClassBlock } from '../state/numbers.ts';
import { formatKnown } from '../kit/text/number.ts';
import { shortNames } from '../kit/text/shortNames.ts';
import { className } from '../kit/text/symbol.ts';

/** Pixels between words at least. */
const air = 8;

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
  const labels = labelsOf(run, blocks, step, (text) => context.measureText(text).width);
  for (const [index, { code, start, end }] of blocks.entries()) {
    const x = plot.x + start * step;
    const width = (end - start) * step;
    context.fillStyle = css(classColor(theme, code));
    context.fillRect(x + 0.5, top, Math.max(0.5, width - 1), 4);
    context.fillStyle = css(theme.muted);
    context.textAlign = 'center';
    context.fillText(labels[index] ?? '', x + width / 2, top + 9);
  }
}

/** Counts only where all examples are shown: those of a part would say something else than m. */
function labelsOf(
  run: RunDescription,
  blocks: readonly ClassBlock[],
  step: number,
  widthOf: (text: string) => number,
): readonly string[] {
  // "7" for "class 7" where there is little room: colours alone come back after six.
  const [short = [], shorter = []] = [8, 5].map((most) => shortNames(run.classes, most));
  const names = blocks.map(({ code }) => className(run, code));
  const counted = blocks.map(({ start, end }, index) => `${names[index]} · ${end - start}`);
  const bare = blocks.map(({ code }) => run.classes[code] ?? '');
  const shortened = [short, shorter].map((all) => blocks.map(({ code }) => all[code] ?? ''));
  const forms = [...(run.shownExamples.length === run.m ? [counted] : []), names, bare, ...shortened];
  const widths = blocks.map(({ start, end }) => (end - start) * step);
  return labelsAlike(forms, spaceBeside(widths, forms, widthOf), widthOf);
}

/** Room for each label: its block's width, and on both sides as much as neighbours leave free whose labels are in their longest form. */
export function spaceBeside(
  widths: readonly number[],
  forms: readonly (readonly string[])[],
  widthOf: (text: string) => number,
): readonly number[] {
  const free = widths.map((width, index) => {
    const longest = Math.max(...forms.map((form) => widthOf(form[index] ?? '')));
    return Math.max(0, (width - longest - air) / 2);
  });
  return widths.map((width, i) => width + 2 * Math.min(free[i - 1] ?? 0, free[i + 1] ?? 0));
}

/**
 * All labels in one form, the first that fits; of the last one, only those that would not fit in the form before it.
 * Where not even the last
 * one does there is none. `forms`: from long to short.
 */
export function labelsAlike(
  forms: readonly (readonly string[])[],
  widths: readonly number[],
  widthOf: (text: string) => number,
): readonly string[] {
  const fits = (form: readonly string[], index: number): boolean =>
    widthOf(form[index] ?? '') + air <= (widths[index] ?? 0);
  const last = forms.at(-1) ?? [];
  const labelled = last.map((_, index) => index).filter((index) => fits(last, index));
  const form = forms.find((candidate) => labelled.every((index) => fits(candidate, index))) ?? last;
  const longer = form === last ? (forms.at(-2) ?? last) : form;
  return form.map((text, i) => (labelled.includes(i) ? ((fits(longer, i) ? longer[i] : text) ?? '') : ''));
}

function drawValues(context: CanvasRenderingContext2D, run: RunDescription, plot: Box, top: number): void {
  const target = run.targets[0] ?? 'target';
  context.textAlign = 'left';
  context.fillText(`${target} ${formatKnown(run.shownExamples[0]?.target)}`, plot.x, top + 4);
  context.textAlign = 'center';
  const words = localize('examples sorted by {0} →', target);
  const free = plot.width - 2 * (context.measureText(`${target} 000.00`).width + air);
  if (context.measureText(words).width <= free) context.fillText(words, plot.x + plot.width / 2, top + 4);
  context.textAlign = 'right';
  context.fillText(formatKnown(run.shownExamples.at(-1)?.target), plot.x + plot.width, top + 4);
}
