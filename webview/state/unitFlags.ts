/** What holds a unit back from learning, read from a frame: dead, saturated, or the same as another. In words anyone can follow. */
import { isSaturatedUnit, saturatedShare } from '../../src/core/analysis/diagnostics.ts';
import { activationFunction } from '../../src/core/network/activations.ts';
import type { Frame } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { activationOf, rowOf, section } from './numbers.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatPercent } from '../kit/text/number.ts';
import { unitSymbol } from '../kit/text/symbol.ts';

export interface UnitFlag {
  readonly kind: 'dead' | 'saturated' | 'symmetric';
  /** Some characters for a corner of the unit's picture. */
  readonly sign: string;
  readonly sentence: string;
}

/** Equal units that are named. */
const maxNamed = 4;
/** Relative difference below which two numbers in Float32 count as the same. */
const same = 1e-6;

/**
 * By place among the layer's shown units; hidden layers only: an output that is sure is no trouble. Empty without
 * numbers, none for ∞ and NaN.
 */
export function unitFlags(run: RunDescription, frame: Frame, layer: number): readonly (UnitFlag | null)[] {
  const A = section(frame, `A:${layer}`);
  if (!A || layer < 1 || layer >= run.layers.length || A.columns === 0) return [];
  const groups = equalUnits(frame, layer);
  return Array.from({ length: A.rows }, (_, row) => {
    const held = slopeFlag(run, layer, rowOf(A, row));
    const twins = groups[row]?.filter((other) => other !== row);
    return held && areNumbers(frame, layer, row) ? held : twinFlag(run, layer, twins);
  });
}

/** Whether weights, bias and activations of a unit are numbers: what a network that has diverged does is no trait of one unit. */
function areNumbers(frame: Frame, layer: number, row: number): boolean {
  const parts = (['A', 'W', 'b'] as const).map((which) => section(frame, `${which}:${layer}`));
  return parts.every((part) => !part || rowOf(part, row).every(Number.isFinite));
}

function slopeFlag(run: RunDescription, layer: number, a: Float32Array): UnitFlag | null {
  const row = activationFunction(activationOf(run, layer));
  if (row?.canDie) {
    if (a.some((value) => value !== 0)) return null;
    const sentence = localize(
      'Dead: max(0, z) is 0 for every example shown, so no gradient passes and its weights stay as they are.',
    );
    return { kind: 'dead', sign: '0', sentence };
  }
  const activation = activationOf(run, layer);
  if (!row || !isSaturatedUnit(activation, a)) return null;
  const sentence = localize(
    'Saturated: for {0} of the examples a is at an end of g, where hardly any gradient passes.',
    formatPercent(saturatedShare(activation, a)),
  );
  return { kind: 'saturated', sign: localize('sat.'), sentence };
}

function twinFlag(run: RunDescription, layer: number, twins: readonly number[] = []): UnitFlag | null {
  if (twins.length === 0) return null;
  const names = twins.slice(0, maxNamed).map((row) => unitSymbol(run, layer, run.shownUnits[layer]?.[row] ?? row));
  const others =
    twins.length > maxNamed
      ? `${names.join(', ')} ${localize('and {0} more', twins.length - maxNamed)}`
      : names.join(', ');
  const sentence =
    twins.length === 1
      ? localize('The same as {0}: equal weights get equal gradients, so the two stay equal.', others)
      : localize('The same as {0}: equal weights get equal gradients, so they all stay equal.', others);
  return { kind: 'symmetric', sign: '=', sentence };
}

/** For each shown unit all those with its weights, bias and activations, itself among them. */
function equalUnits(frame: Frame, layer: number): readonly (readonly number[])[] {
  const A = section(frame, `A:${layer}`);
  const W = section(frame, `W:${layer}`);
  const b = section(frame, `b:${layer}`);
  if (!A || !W || !b) return [];
  const alike = (one: number, other: number): boolean =>
    isSame(b.values[one] ?? Number.NaN, b.values[other] ?? Number.NaN) &&
    areSame(rowOf(W, one), rowOf(W, other)) &&
    areSame(rowOf(A, one), rowOf(A, other));
  const groups: number[][] = [];
  return Array.from({ length: A.rows }, (_, row) => {
    const known = groups.find(([first = -1]) => alike(row, first));
    if (!known) return groups[groups.push([row]) - 1] ?? [];
    known.push(row);
    return known;
  });
}

function areSame(one: Float32Array, other: Float32Array): boolean {
  return one.every((value, index) => isSame(value, other[index] ?? Number.NaN));
}

/** Nothing is the same as ∞ or NaN: without this, −∞ would be the same as ∞ up to a share of it. */
function isSame(one: number, other: number): boolean {
  if (!Number.isFinite(one) || !Number.isFinite(other)) return false;
  return Math.abs(one - other) <= same * Math.max(Math.abs(one), Math.abs(other));
}

/** Keeps what was found for the latest frame: three parts of the page ask. */
let known: { readonly frame: Frame; readonly flags: readonly (readonly (UnitFlag | null)[])[] } | null = null;

export function flagOf(run: RunDescription, frame: Frame | null, layer: number, row: number): UnitFlag | null {
  if (!frame) return null;
  if (known?.frame !== frame)
    known = { frame, flags: [[], ...run.layers.map((described) => unitFlags(run, frame, described.layer))] };
  return known.flags[layer]?.[row] ?? null;
}
