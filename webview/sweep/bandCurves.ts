/** What 10 %, half and 90 % of the members are below, as they train, and the user's own training as a line in it. */
import { html } from 'lit';
import { type BandFigure, bandFigures, type SweepPage, type SweptMember } from '../../src/protocol/sweep/sweepPage.ts';
import type { Series } from '../chart/curveChart.ts';
import { figureName } from '../compare/figureName.ts';
import { axisNames, ChosenCurves, chosenPoints } from '../compare/chosenCurves.ts';
import type { Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { lineKey } from '../kit/plot/series.ts';
import { localize } from '../kit/text/l10n.ts';
import { Unchanged } from '../kit/unchanged.ts';
import { bandPlaces, spansDecades } from './bandPlaces.ts';
import { type SweepUi, sweepAxes } from './sweepUi.ts';

const ownDash = [7, 3];
const none = new Float64Array(0);

export class BandCurves extends ChosenCurves<SweepUi['x'], BandFigure> {
  readonly #drawn = new Unchanged();

  show({ bands, own, varied }: SweepPage, members: readonly SweptMember[], kept: SweepUi, theme: Theme): void {
    if (this.#drawn.is(bands, members, kept.x, kept.y, kept.logX, kept.logY, theme)) return;
    const y = bands[kept.y] ? kept.y : 'cost';
    const band = bands[y];
    const places = band ? bandPlaces(band, members) : 0;
    const part = (values: Float64Array = none, from = 0): Float64Array => values.subarray(from, places);
    const ui = {
      ...{ x: kept.x, y },
      logX: kept.logX ?? spansDecades(part(band?.[kept.x], 1)),
      logY: kept.logY ?? spansDecades(part(band?.low), part(band?.high)),
    };
    const ownColor = theme.lines[1] ?? theme.foreground;
    const line = (label: string, values: Float64Array | null | undefined, color: Rgb, width: number): Series => ({
      ...{ label, color, width, dash: [], faint: false },
      points: band && values ? chosenPoints(part(band[ui.x]), values, ui) : [],
    });
    const ownLabel = varied.length > 0 ? localize('as configured') : localize('seed {0}', String(own.seed));
    // The ground of the band alone is too near to black.
    const edge = theme.highContrast ? 1 : 0;
    const series = [
      line(localize('10 % below'), band?.low, theme.train, edge),
      line(localize('90 % below'), band?.high, theme.train, edge),
      line(localize('median'), band?.middle, theme.train, 2),
      ...(band?.own ? [{ ...line(ownLabel, band.own, ownColor, 1.5), dash: ownDash }] : []),
    ];
    const legend = html`<p class="legend"><span>${lineKey(theme.train, [])} ${localize('median')}</span><span
      class="band-key">10–90 %</span><span class=${band?.own ? '' : 'absent'}>${lineKey(ownColor, ownDash)} ${ownLabel}</span></p>`;
    const figures = new Map(bandFigures.filter((id) => id === 'cost' || bands[id]).map((id) => [id, figureName(id)]));
    const names = axisNames();
    const axes = new Map(sweepAxes.map((x) => [x, names[x]]));
    this.update({ ui, axes, figures, series, isShare: false, legend, band: theme.train }, theme);
  }
}
