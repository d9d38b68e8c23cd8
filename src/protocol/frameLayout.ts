/** Where each section of a run's frames lies. Both ends agree on it through the description alone. */
import type { Section, SectionName } from './frame.ts';
import type { RunDescription } from './run.ts';

/** Most points of the training curve in a frame. */
export const maxCurve = 600;
/** Rows of the section "curve": step, cost, validationCost, trainMetric, validationMetric, trainOf, validationOf. */
export const curveRows = 7;
/** Numbers of the section "scalars". */
export const scalarCount = 11;
/** Columns of the section "stats". */
export const statCount = 5;

export interface FrameLayout {
  /** Every section but the curve, which comes last because its length grows. */
  readonly sections: readonly Section[];
  /** Where the curve begins. */
  readonly curveOffset: number;
  /** Numbers that a frame with the longest curve needs. */
  readonly capacity: number;
}

type Measures = Pick<RunDescription, 'shownUnits' | 'shownExamples' | 'plane'>;

/** The layout of all frames of a run. */
export function frameLayout({ shownUnits, shownExamples, plane }: Measures): FrameLayout {
  const sections: Section[] = [];
  let offset = 0;
  const add = (name: SectionName, rows: number, columns: number): void => {
    sections.push({ name, rows, columns, offset });
    offset += rows * columns;
  };
  const shown = shownUnits.map((units) => units.length);
  const last = shown.length - 1;
  add('scalars', 1, scalarCount);
  add('stats', last, statCount);
  shown.forEach((units, l) => {
    const before = shown[l - 1];
    if (before !== undefined) {
      add(`W:${l}`, units, before);
      add(`b:${l}`, units, 1);
      add(`dW:${l}`, units, before);
      add(`db:${l}`, units, 1);
    }
    add(`A:${l}`, units, shownExamples.length);
    if (plane && l > 0) add(`plane:${l}`, units, (l === last ? plane.outputGrid : plane.hiddenGrid) ** 2);
  });
  return { sections, curveOffset: offset, capacity: offset + curveRows * maxCurve };
}

/** The sections of a frame whose curve has `points` points. */
export function sectionsWithCurve(layout: FrameLayout, points: number): readonly Section[] {
  return [...layout.sections, { name: 'curve', rows: curveRows, columns: points, offset: layout.curveOffset }];
}
