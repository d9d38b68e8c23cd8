/** A sweep as lines of JSON: first which trainings it is, then one line for each that has ended. A line cut off by a crash is none. */
import { networkConfigSchema } from '../../config/schema/schema.ts';
import type { Variation } from '../../config/sweep/sweepPlan.ts';
import { originMetrics } from '../../model/origin.ts';
import { isPlainObject, type PlainObject } from '../../model/untrustedJson.ts';
import type { SweepWork } from '../../protocol/sweep/sweepApi.ts';
import type { SweptMember } from '../../protocol/sweep/sweepPage.ts';
import type { MemberCurve } from './memberCurve.ts';

export interface KeptMember extends SweptMember {
  /** Training examples. */
  readonly m: number;
  readonly curve: MemberCurve;
}

export interface KeptSweep {
  readonly work: SweepWork;
  /** SHA-256 of the table, and behind a blank that of the weights it begins with where a file has them. */
  readonly sha256: string;
  readonly members: readonly KeptMember[];
}

const head = { format: 'nn-explorer-sweep', version: 1 };

export function sweepHead({ work, sha256 }: Omit<KeptSweep, 'members'>): string {
  return `${JSON.stringify({ ...head, sha256, work })}\n`;
}

export function memberLine(member: KeptMember): string {
  return `${JSON.stringify(member)}\n`;
}

/** `null` of what is none. Lines that are no members are left out. */
export function readSweepText(text: string): KeptSweep | null {
  const [first = '', ...lines] = text.split('\n');
  const begun = parsed(first);
  if (begun?.['format'] !== head.format || begun['version'] !== head.version) return null;
  const work = workOf(begun['work']);
  const sha256 = begun['sha256'];
  if (!work || typeof sha256 !== 'string') return null;
  return { work, sha256, members: lines.flatMap((line) => memberOf(parsed(line), work) ?? []) };
}

function parsed(line: string): PlainObject | null {
  try {
    const value: unknown = JSON.parse(line);
    return isPlainObject(value) ? value : null;
  } catch {
    return null;
  }
}

function workOf(given: unknown): SweepWork | null {
  if (!isPlainObject(given)) return null;
  const texts = ['uri', 'written', 'file', 'table'].every((key) => typeof given[key] === 'string');
  const counts = ['random', 'seeds', 'folds'].every((key) => given[key] === null || isCount(given[key]));
  const { until, variations } = given;
  const config = networkConfigSchema.safeParse(given['config']);
  const isWhole = texts && counts && config.success && (until === null || typeof until === 'string');
  return isWhole && Array.isArray(variations) && variations.every(isVariation) ? (given as unknown as SweepWork) : null;
}

function isVariation(given: unknown): given is Variation {
  if (!isPlainObject(given) || typeof given['path'] !== 'string') return false;
  const { keys, values } = given;
  const isKey = (key: unknown): boolean => typeof key === 'string' || isCount(key);
  return Array.isArray(keys) && keys.every(isKey) && Array.isArray(values) && values.length > 0;
}

function memberOf(given: PlainObject | null, { variations }: SweepWork): KeptMember | null {
  if (!given) return null;
  const { values, figures, curve, fold, stepReached, stopReason } = given;
  const counts = ['place', 'seed', 'steps', 'epochs', 'm'].every((key) => isCount(given[key]));
  const mayMiss = [fold, stepReached].every((value) => value === null || isCount(value));
  const isWhole = counts && mayMiss && typeof stopReason === 'string' && typeof given['seconds'] === 'number';
  const hasValues = Array.isArray(values) && values.length === variations.length;
  const hasFigures = isPlainObject(figures) && originMetrics.every((name) => isNumberOrNull(figures[name]));
  if (!isWhole || !hasValues || !hasFigures || !isPlainObject(curve)) return null;
  const { cost, validationCost } = curve;
  return isCurve(cost) && (validationCost === null || isCurve(validationCost))
    ? (given as unknown as KeptMember)
    : null;
}

function isCurve(given: unknown): boolean {
  return Array.isArray(given) && given.every(isNumberOrNull);
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || typeof value === 'number';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
