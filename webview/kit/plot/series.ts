/** How the curves of the outputs are told apart: colour, dashes and the shape of the class's examples. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RunDescription } from '../../../src/protocol/run.ts';
import { css, type Rgb } from '../color/oklab.ts';
import { classColor, type Theme } from '../color/theme.ts';
import { localize } from '../text/l10n.ts';
import { className } from '../text/symbol.ts';
import { styles } from '../styles.ts';
import { shapeOf } from './markers.ts';

export interface SeriesStyle {
  /** Place among the outputs: class code or target. */
  readonly output: number;
  readonly name: string;
  readonly color: Rgb;
  readonly dash: readonly number[];
  readonly shape: number;
}

const dashes = [[], [9, 4], [2, 3], [12, 3, 2, 3], [5, 3], [9, 3, 2, 3, 2, 3]] as const;
/** Round by round of the six colours the dashes go on by so many, so that classes of one colour have dashes that differ much. */
const shifts = [0, 3, 1, 4, 2, 5] as const;

/** No pair of colour and dashes comes twice before the thirty-seventh class. */
export function dashOf(code: number): readonly number[] {
  const shift = shifts[Math.floor(code / dashes.length) % shifts.length] ?? 0;
  return dashes[(code + shift) % dashes.length] ?? [];
}

/** One curve a class; of a yes/no answer only the second's, of a regression the shown target's. */
export function seriesStyles(run: RunDescription, theme: Theme, target: number): readonly SeriesStyle[] {
  if (run.task === 'regression')
    return [{ output: target, name: run.targets[target] ?? '', color: theme.train, dash: [], shape: 0 }];
  return run.task === 'binary' ? classStyles(run, theme).slice(1) : classStyles(run, theme);
}

/** All classes; none in regression. */
export function classStyles(run: RunDescription, theme: Theme): readonly SeriesStyle[] {
  return run.classes.map((_, code) => ({
    output: code,
    name: className(run, code),
    color: classColor(theme, code),
    dash: run.task === 'binary' ? [] : dashOf(code),
    shape: shapeOf(code),
  }));
}

/** What lines and shapes mean. `marks`: the signs over a picture with examples. */
export function legend(
  styled: readonly SeriesStyle[],
  kind: 'lines' | 'shapes',
  marks: { readonly wrong: boolean } | null,
): TemplateResult {
  return html`<ul class="fit-legend">${styled.map(
    ({ name, color, dash, shape }) =>
      html`<li>${kind === 'lines' ? lineKey(color, dash) : shapeKey(css(color), shape)}${name}</li>`,
  )}
    ${
      marks?.wrong
        ? html`<li><svg width="12" height="12" aria-hidden="true"><path class="fit-sign"
      d="M2 2L10 10M10 2L2 10"></path></svg>${localize('predicted wrongly')}</li>`
        : nothing
    }
    ${
      marks
        ? html`<li><svg width="14" height="14" aria-hidden="true"><circle class="fit-sign" cx="7" cy="7"
      r="5"></circle></svg>${localize('the chosen example')}</li>`
        : nothing
    }
  </ul>`;
}

/** A piece of a line as it is drawn. */
export function lineKey(color: Rgb, dash: readonly number[]): TemplateResult {
  const dashes = dash.length > 0 ? dash.join(' ') : nothing;
  return html`<svg width="30" height="12" aria-hidden="true"><path d="M1 6H29" fill="none" stroke-width="2"
    stroke-dasharray=${dashes} ${styles({ stroke: css(color) })}></path></svg>`;
}

/** An example of a class as it is drawn. @param color as CSS has it */
export function shapeKey(color: string, shape: number): TemplateResult {
  return html`<svg width="12" height="12" aria-hidden="true"><path d=${shapes[shape % shapes.length] ?? ''}
    ${styles({ fill: color })}></path></svg>`;
}

/** The shapes of `addMarker`. */
const shapes = ['M6 2A4 4 0 1 0 6 10A4 4 0 1 0 6 2Z', 'M2 2H10V10H2Z', 'M6 1.5L10.5 9.5H1.5Z'];
