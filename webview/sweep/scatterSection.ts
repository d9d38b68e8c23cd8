/** A figure against each varied value: a point a member, a line through the medians; and the medians in numbers. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { SweepPage, SweptMember } from '../../src/protocol/sweep/sweepPage.ts';
import { figureText } from '../compare/differenceSection.ts';
import { plot, type PlotSeries } from '../evaluation/plot.ts';
import { select } from '../fit/fitHead.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount } from '../kit/text/number.ts';
import { figureName } from '../compare/figureName.ts';
import { shortPath, type SweptFigure, sweptFigures } from './memberColumns.ts';
import { type Scatter, scatterOf } from './scatter.ts';

/** Half the length of the median's line at a word. */
const half = 0.3;

export function scatterSection(
  { varied }: Pick<SweepPage, 'varied'>,
  members: readonly SweptMember[],
  wanted: SweptFigure,
  choose: (figure: SweptFigure) => void,
): unknown {
  if (varied.length === 0) return nothing;
  return guard([members, wanted, varied.join()], () => {
    const there = sweptFigures.filter((id) => members.some(({ figures }) => figures[id] !== null));
    const shown = there.find((id) => id === wanted) ?? there[0] ?? 'cost';
    const choices = (there.length > 0 ? there : [shown]).map((value) => {
      return { value, label: figureName(value), chosen: value === shown };
    });
    return html`<div class="section-head filters"><h2>${localize('Against each varied value')}</h2>
      ${select('figure', localize('Figure'), choices, choose)}
      <p class="legend"><span class="dot-key">${localize('a training')}</span><span
        class="key">${localize('median')}</span></p></div>
    <div class="plots">${varied.map((path, index) => picture(path, shown, scatterOf(members, index, shown)))}</div>`;
  });
}

function picture(path: string, figure: SweptFigure, scatter: Scatter): TemplateResult {
  const { groups } = scatter;
  const name = figureName(figure);
  const summary = localize('{0} of each training against {1}, and its median at each value', name, path);
  const rows = groups.map(
    ({ text, count, median }) =>
      html`<tr><th scope="row">${text}</th><td>${formatCount(count)}</td><td>${figureText(figure, median)}</td></tr>`,
  );
  return html`<div data-varied=${path}>${plot({
    ...{ title: path, summary, xLabel: shortPath(path), yLabel: name },
    ...scatter,
    series: [{ kind: 'points', ...scatter.points, isWhole: true }, ...medianLines(scatter)],
  })}<div class="visually-hidden"><table><caption>${summary}</caption><thead><tr><th scope="col">${path}</th><th
    scope="col">${localize('trainings')}</th><th scope="col">${localize('median')}</th></tr></thead>
    <tbody>${rows}</tbody></table></div></div>`;
}

/** Words have no order: each has a line of its own. */
function medianLines({ areWords, groups, medians }: Scatter): readonly PlotSeries[] {
  const known = groups.flatMap(({ at, count }, index) => (count > 0 ? [{ at, y: medians[index] ?? 0 }] : []));
  if (areWords) return known.map(({ at, y }) => ({ kind: 'curve', x: [at - half, at + half], y: [y, y] }));
  const line = { x: known.map(({ at }) => at), y: known.map(({ y }) => y) };
  return [
    { kind: 'curve', ...line },
    { kind: 'points', ...line },
  ];
}
