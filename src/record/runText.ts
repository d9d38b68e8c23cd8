/** Recorded runs as the view says them: one row a run, grouped by what was trained. */
import { branchLabel } from './branchLabel.ts';
import { localize, signed } from '../config/wording/localize.ts';
import { recordStateText } from '../config/wording/recordTexts.ts';
import type { RunRecord, RunState } from './runRecord.ts';

/** Of the editor's own. */
export const stateIcons: Readonly<Record<RunState, string>> = {
  training: 'sync',
  interrupted: 'debug-pause',
  finished: 'pass',
  diverged: 'error',
  stopped: 'debug-stop',
};

/** The name the user gave it, or when it began: the year where it is another one. */
export function runName({ name, started }: RunRecord, language: string, now: number): string {
  if (name !== null) return name;
  const date = new Date(started);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions = {
    ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    ...(isThisYear ? {} : { year: 'numeric' }),
  };
  return date.toLocaleString(language, options);
}

/** What is known of a run beside its record. */
export interface RunFacts {
  /** The run that it comes from, where that is there. */
  readonly parent?: RunRecord | null;
  readonly table?: 'same' | 'changed' | 'gone';
}

/** "validation 97.5 % · 2 hours ago · finished": what is cut off in a narrow view, the icon says, too. */
export function runSummary(record: RunRecord, now: number, language: string, facts: RunFacts = {}): string {
  return [
    edgeText(record, facts.parent ?? null, language),
    figureText(record),
    tableText(facts),
    ageText(record.started, now, language),
    recordStateText(record.state),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** "α 1.2 → 1 at step 4,000": what a branch does otherwise, and from where on. */
export function edgeText(record: RunRecord, parent: RunRecord | null, language: string): string {
  if (!record.parent) return '';
  const step = record.parent.step.toLocaleString(language);
  const label = branchLabel(record, parent);
  return label === '' ? localize('from step {0}', step) : localize('{0} at step {1}', label, step);
}

function tableText({ table }: RunFacts): string {
  if (table === 'changed') return localize('table changed since');
  return table === 'gone' ? localize('table not found') : '';
}

/** Whether every word of a filter is somewhere in what the view says of a run. */
export function matchesFilter(record: RunRecord, filter: string): boolean {
  const { name, note, file, table, state, id } = record;
  const text = [name ?? '', note, file, table.name, state, recordStateText(state), id].join('\n').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Runs by the run of the list that they come from; `null`: from none of it. The order stays. */
export function byParent<T extends { readonly record: RunRecord }>(
  runs: readonly T[],
): ReadonlyMap<string | null, readonly T[]> {
  const ids = new Set(runs.map(({ record }) => record.id));
  const all = new Map<string | null, T[]>();
  for (const run of runs) {
    const { parent, id } = run.record;
    const from = parent && parent.run !== id && ids.has(parent.run) ? parent.run : null;
    all.set(from, [...(all.get(from) ?? []), run]);
  }
  return all;
}

/** How good it is, in one figure: that of the validation part where there is one. */
function figureText({ figures }: RunRecord): string {
  const { validationAccuracy, validationR2, validationCost, cost } = figures;
  const isValidated = (validationAccuracy ?? validationR2 ?? validationCost) !== null;
  const part = isValidated ? localize('validation') : localize('train');
  const accuracy = isValidated ? validationAccuracy : figures.trainAccuracy;
  if (accuracy !== null) return `${part} ${(100 * accuracy).toFixed(1)} %`;
  const r2 = isValidated ? validationR2 : figures.r2;
  if (r2 !== null) return `${part} R² ${signed(r2.toFixed(2))}`;
  const shown = isValidated ? validationCost : cost;
  return shown === null ? '' : `${part} J ${signed(Number(shown.toPrecision(3)))}`;
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

export function ageText(started: string, now: number, language: string): string {
  const age = now - Date.parse(started);
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const [unit, length] = units.find(([, milliseconds]) => age >= milliseconds) ?? ['second', 1000];
  return format.format(-Math.max(0, Math.floor(age / length)), unit);
}

/** All that is worth saying of it, a line each. */
export function runDetails(record: RunRecord, language: string): string {
  const { note, step, epochs, seconds, table, engine, precision, product, weightsSha256, parent, id } = record;
  return [
    ...(note === '' ? [] : [note]),
    localize('step {0}, epoch {1}', step.toLocaleString(language), epochs.toLocaleString(language)),
    localize('{0} s of training', seconds.toFixed(1)),
    localize('table {0} (SHA-256 {1}…)', table.name, table.sha256.slice(0, 12)),
    `${engine}, ${precision}, ${product}`,
    ...(weightsSha256 === null ? [] : [localize('weights SHA-256 {0}…', weightsSha256.slice(0, 12))]),
    ...(parent ? [localize('branched from {0} at step {1}', parent.run, parent.step.toLocaleString(language))] : []),
    id,
  ].join('\n');
}

/** By what was trained; the group with the newest run first. @param runs the newest first */
export function grouped<T extends { readonly record: RunRecord }>(
  runs: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const run of runs) groups.set(run.record.file, [...(groups.get(run.record.file) ?? []), run]);
  return groups;
}

/** "12.3 MB" */
export function sizeText(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
