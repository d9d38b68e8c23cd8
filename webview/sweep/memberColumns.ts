/** What is said of a member, column by column, and in which order members stand. */
import type { SweepPage, SweptFigures, SweptMember } from '../../src/protocol/sweep/sweepPage.ts';
import { figureText, valueText } from '../compare/differenceSection.ts';
import { figureName } from '../compare/figureName.ts';
import { localize, msg } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';

export type SweptFigure = keyof SweptFigures;

/** In the order of the columns. */
export const sweptFigures = [
  ...(['cost', 'validationCost', 'testCost'] as const),
  ...(['trainAccuracy', 'validationAccuracy', 'testAccuracy', 'r2', 'validationR2', 'testR2'] as const),
];

export interface MemberColumn {
  /** How a filter calls it: a path of the configuration, or a field of `sweep --json`. */
  readonly id: string;
  readonly label: string;
  /** Words stand on the left, and are searched for words. */
  readonly isWords: boolean;
  /** `null` where there is none. */
  readonly value: (member: SweptMember) => number | string | null;
  readonly text: (member: SweptMember) => string;
}

/** Figures that no member has are left out, and epochs of a step each. */
export function memberColumns(
  { varied, folds, until }: Pick<SweepPage, 'varied' | 'folds' | 'until'>,
  members: readonly SweptMember[],
): readonly MemberColumn[] {
  const figures = sweptFigures.filter((id) => id === 'cost' || members.some((member) => member.figures[id] !== null));
  const hasEpochs = until === null && members.some(({ steps, epochs }) => steps !== epochs);
  return [
    ...varied.map((path, index) => variedColumn(path, index, members)),
    numbers('seed', localize('seed'), ({ seed }) => seed, String),
    ...(folds === null ? [] : [numbers('fold', localize('fold'), ({ fold }) => fold)]),
    numbers('steps', localize('steps'), ({ steps }) => steps),
    ...(hasEpochs ? [numbers('epochs', localize('epochs'), ({ epochs }) => epochs)] : []),
    ...(until === null ? [] : [numbers('stepReached', localize('reached at step'), ({ stepReached }) => stepReached)]),
    ...figures.map((id) => figureColumn(id)),
    numbers('seconds', localize('seconds'), ({ seconds }) => seconds, formatValue),
    words('stopReason', localize('ended'), ({ stopReason }) => localize(stopTexts[stopReason] ?? stopReason)),
  ];
}

const stopTexts: Readonly<Record<string, string>> = {
  epochs: msg('all epochs done'),
  earlyStopping: msg('stopped early'),
  diverged: msg('diverged'),
  until: msg('goal reached'),
};

/** Without the section of the configuration that it lies in: "learningRate", "layers.0.units". */
export function shortPath(path: string): string {
  return path.slice(path.indexOf('.') + 1);
}

function variedColumn(path: string, index: number, members: readonly SweptMember[]): MemberColumn {
  const of = ({ values }: SweptMember): unknown => values[index];
  const text = (member: SweptMember): string => valueText(of(member));
  if (members.some((member) => typeof of(member) !== 'number')) return words(path, shortPath(path), text);
  const value = (member: SweptMember): number | null => finite(of(member));
  return { id: path, label: shortPath(path), isWords: false, value, text };
}

function figureColumn(id: SweptFigure): MemberColumn {
  const value = ({ figures }: SweptMember): number | null => finite(figures[id]);
  return numbers(id, figureName(id), value, (found) => figureText(id, found));
}

function numbers(
  id: string,
  label: string,
  of: (member: SweptMember) => number | null,
  written: (value: number) => string = formatCount,
): MemberColumn {
  const value = (member: SweptMember): number | null => finite(of(member));
  const text = (member: SweptMember): string => {
    const found = value(member);
    return found === null ? '–' : written(found);
  };
  return { id, label, isWords: false, value, text };
}

function words(id: string, label: string, text: MemberColumn['text']): MemberColumn {
  return { id, label, isWords: true, value: text, text };
}

function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

const { compare } = new Intl.Collator(undefined, { numeric: true });

/** A new list; members without a value are last either way, and alike ones stand as they were planned. */
export function sortedMembers(
  members: readonly SweptMember[],
  column: MemberColumn | undefined,
  descending: boolean,
): readonly SweptMember[] {
  const sign = descending ? -1 : 1;
  const keyed = members.map((member) => ({ member, key: column ? column.value(member) : member.place }));
  keyed.sort((one, other) => order(one.key, other.key, sign) || one.member.place - other.member.place);
  return keyed.map(({ member }) => member);
}

function order(one: number | string | null, other: number | string | null, sign: number): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
  return sign * compare(String(one), String(other));
}
