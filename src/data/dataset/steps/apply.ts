/** What each step does to the lanes of some rows. */
import { calendarOf } from '../../columns/dates.ts';
import type { CellSource } from './cells.ts';
import type { Lanes } from './lanes.ts';
import type { Derivation, Step, StepKind, StepOf, Transform } from './step.ts';

type Apply<K extends StepKind> = (step: StepOf<K>, lanes: Lanes, cells: CellSource) => void;

const table: { readonly [K in StepKind]: Apply<K> } = {
  number: (step, lanes, cells) => cells.read(step, lanes.push()),
  words: (step, lanes, cells) => cells.read(step, lanes.push()),
  date: (step, lanes, cells) => cells.read(step, lanes.push()),
  calendar: ({ first }, lanes) => calendar(first, lanes),
  standIn: ({ value }, { top, rows }) => {
    for (let i = 0; i < rows; i++) if (top[i] !== top[i]) top[i] = value;
  },
  yesNo: () => {},
  oneHot: ({ count }, lanes) => oneHot(count, lanes),
  classes: ({ values }, { top, rows }) => {
    for (let i = 0; i < rows; i++) top[i] = values.indexOf(top[i]! + 0);
  },
  transform: ({ by }, { top, rows }) => each(transformed[by], top, rows),
  derived: ({ by }, lanes) => {
    if (by === 'product') multiply(lanes.pop(), lanes.top, lanes.rows);
    else each(derived[by], lanes.top, lanes.rows);
  },
  standardize: ({ mean, std }, lanes) => {
    for (let k = 0; k < lanes.count; k++) standardize(lanes.at(k), lanes.rows, mean[k]!, std[k]!);
  },
};

/** Does one step. @throws RangeError when the lanes it wants are not there */
export function applyStep(step: Step, lanes: Lanes, cells: CellSource): void {
  (table[step.step] as Apply<StepKind>)(step, lanes, cells);
}

/** NaN, which is missing, where it is not defined. */
const transformed: Readonly<Record<Transform, (x: number) => number>> = {
  log1p: (x) => (x > -1 ? Math.log1p(x) : Number.NaN),
};

const derived: Readonly<Record<Exclude<Derivation, 'product'>, (x: number) => number>> = {
  square: (x) => x * x,
  sin: Math.sin,
  cos: Math.cos,
  abs: Math.abs,
};

function each(change: (x: number) => number, lane: Float64Array, rows: number): void {
  for (let i = 0; i < rows; i++) lane[i] = change(lane[i]!);
}

function multiply(by: Float64Array, lane: Float64Array, rows: number): void {
  for (let i = 0; i < rows; i++) lane[i] = lane[i]! * by[i]!;
}

function standardize(lane: Float64Array, rows: number, mean: number, std: number): void {
  if (mean === 0 && std === 1) return;
  for (let i = 0; i < rows; i++) lane[i] = (lane[i]! - mean) / std;
}

/** The names of what `calendar` leaves. */
export const calendarParts = ['year', 'month sin', 'month cos', 'weekday sin', 'weekday cos', 'days'] as const;

function calendar(first: number, lanes: Lanes): void {
  const days = lanes.pop().slice();
  const [year, monthSin, monthCos, weekdaySin, weekdayCos, since] = calendarParts.map(() => lanes.push()) as Sextet;
  for (let i = 0; i < lanes.rows; i++) {
    const at = calendarOf(days[i]!);
    const [month, weekday] = [(2 * Math.PI * at.month) / 12, (2 * Math.PI * at.weekday) / 7];
    year[i] = at.year;
    monthSin[i] = Math.sin(month);
    monthCos[i] = Math.cos(month);
    weekdaySin[i] = Math.sin(weekday);
    weekdayCos[i] = Math.cos(weekday);
    since[i] = days[i]! - first;
  }
}

type Sextet = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

/** The new lanes lie above the codes until the last of them takes their place. */
function oneHot(count: number, lanes: Lanes): void {
  const codes = lanes.pop().slice();
  for (let k = 0; k < count; k++) {
    const lane = lanes.push();
    for (let i = 0; i < lanes.rows; i++) lane[i] = codes[i] === k ? 1 : 0;
  }
}
