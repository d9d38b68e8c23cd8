/** Year, month and weekday of a day since 1970-01-01, by whole numbers alone: Howard Hinnant's civil_from_days. */
import type { Graph, Value } from './graph.ts';

/** @param day N×1 in Float64 @returns the six lanes of the step `calendar` */
export function calendarLanes(day: Value, first: number, graph: Graph): Value[] {
  const number = (value: number): Value => graph.numbers('constant', [value], [1, 1], 'double');
  const add = (a: Value, b: number): Value => graph.apply('Add', [a, number(b)]);
  const plus = (a: Value, b: Value): Value => graph.apply('Add', [a, b]);
  const minus = (a: Value, b: Value): Value => graph.apply('Sub', [a, b]);
  const times = (a: Value, b: number): Value => graph.apply('Mul', [a, number(b)]);
  /** ⌊a / b⌋ */
  const part = (a: Value, b: number): Value => graph.apply('Floor', [graph.apply('Div', [a, number(b)])]);
  const rest = (a: Value, b: number): Value => minus(a, times(part(a, b), b));
  const whole = graph.apply('Floor', [day]);
  const shifted = add(whole, 719_468);
  const era = part(shifted, 146_097);
  const dayOfEra = minus(shifted, times(era, 146_097));
  const leaps = minus(plus(minus(dayOfEra, part(dayOfEra, 1460)), part(dayOfEra, 36_524)), part(dayOfEra, 146_096));
  const yearOfEra = part(leaps, 365);
  const before = plus(times(yearOfEra, 365), minus(part(yearOfEra, 4), part(yearOfEra, 100)));
  const fromMarch = part(add(times(minus(dayOfEra, before), 5), 2), 153);
  const fromJanuary = add(fromMarch, 2);
  const year = plus(plus(yearOfEra, times(era, 400)), part(fromJanuary, 12));
  const [month, weekday] = [rest(fromJanuary, 12), rest(add(whole, 4), 7)];
  const circle = (value: Value, turns: number): Value[] => {
    const angle = graph.cast(times(value, (2 * Math.PI) / turns), 'float');
    return ['Sin', 'Cos'].map((operator) => graph.cast(graph.apply(operator, [angle]), 'double'));
  };
  return [year, ...circle(month, 12), ...circle(weekday, 7), add(day, -first)];
}
