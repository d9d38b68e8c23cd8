/** The recorded curve of a run as a page draws it: rows on which a cost is known, evenly thinned out, and where the run stands. */
import { evenlySpaced } from '../../core/analysis/evenlySpaced.ts';
import { type ComparedColumn, type ComparedCurve, comparedColumns } from '../../protocol/compare/runsComparison.ts';
import type { CurveRow } from '../../record/curve.ts';
import type { RunRecord } from '../../record/runRecord.ts';

/** Points that a picture can tell apart. */
const maxPoints = 500;

type Row = Readonly<Record<ComparedColumn, number>>;

export function comparedCurve(rows: readonly CurveRow[], record: RunRecord): ComparedCurve {
  const known: Row[] = rows.filter((row) => Number.isFinite(row.cost) || Number.isFinite(row.validationCost));
  // Looking at whole parts takes little of the time, so that the last look may be long ago; at its end a run was measured.
  if (record.figures.cost !== null && record.step > (known.at(-1)?.step ?? -1)) known.push(endOf(record));
  const shown = Array.from(evenlySpaced(known.length, maxPoints), (index) => known[index]!);
  const column = (name: ComparedColumn) => Float64Array.from(shown, (row) => row[name]);
  return Object.fromEntries(comparedColumns.map((name) => [name, column(name)])) as unknown as ComparedCurve;
}

function endOf({ step, epochs, seconds, figures }: RunRecord): Row {
  const { cost, validationCost, trainAccuracy, validationAccuracy, r2, validationR2 } = figures;
  return {
    ...{ step, epoch: epochs, seconds, cost: cost ?? Number.NaN, validationCost: validationCost ?? Number.NaN },
    trainMetric: trainAccuracy ?? r2 ?? Number.NaN,
    validationMetric: validationAccuracy ?? validationR2 ?? Number.NaN,
  };
}
