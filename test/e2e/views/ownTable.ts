/**
 * A second reading of the simple tables the tests use, written on its own: cells split at commas, numbers standardized with the mean and
 * deviation of the training examples, words one-hot. It knows nothing of the extension's code.
 */
import { readFileSync } from 'node:fs';

export interface OwnTable {
  readonly names: readonly string[];
  /** Cells by 1-based line of the file; the header is line 1. */
  readonly cells: ReadonlyMap<number, readonly string[]>;
}

export function readOwnTable(path: string): OwnTable {
  const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  return { names: header.split(','), cells: new Map(rows.map((row, index) => [index + 2, row.split(',')])) };
}

/** What the configuration says of the data, in the test's own words. */
export interface OwnTask {
  /** Names of the inputs as the panel calls them: "petal_length", "island = Biscoe". */
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
  /** In the order of their outputs; empty in regression. Two of them have one output, the probability of the second. */
  readonly classes: readonly string[];
  readonly standardize: boolean;
}

export interface OwnExample {
  readonly line: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface OwnData {
  readonly train: readonly OwnExample[];
  readonly validation: readonly OwnExample[];
  /** In regression: what an output of 0 and a distance of 1 mean, in the column's own units. */
  readonly targetScale: readonly Scale[];
}

interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

type Encode = (line: number) => number;

/** @param heldBack lines of the validation examples; all others train */
export function ownData(table: OwnTable, task: OwnTask, heldBack: ReadonlySet<number>): OwnData {
  const lines = [...table.cells.keys()];
  const trainLines = lines.filter((line) => !heldBack.has(line));
  // "" and "." are missing values in these files.
  const cell = (name: string, line: number): string =>
    (table.cells.get(line)?.[table.names.indexOf(name)] ?? '').replace(/^\.$/, '');
  const inputs = task.inputs.map((name) => encoder(name, cell, trainLines, task.standardize));
  const targetScale = task.targets.map((name) => scaleOf(trainLines.map((line) => Number(cell(name, line)))));
  const y = (line: number): number[] => {
    const [target = ''] = task.targets;
    if (task.classes.length === 2) return [task.classes.indexOf(cell(target, line))];
    if (task.classes.length > 2) return task.classes.map((name) => Number(cell(target, line) === name));
    return task.targets.map((name, k) => standardized(Number(cell(name, line)), targetScale[k]));
  };
  const example = (line: number): OwnExample => ({ line, x: inputs.map((encode) => encode(line)), y: y(line) });
  return {
    train: trainLines.map(example),
    validation: lines.filter((line) => heldBack.has(line)).map(example),
    targetScale,
  };
}

function encoder(
  name: string,
  cell: (name: string, line: number) => string,
  train: readonly number[],
  standardize: boolean,
): Encode {
  const [column = '', word] = name.split(' = ');
  const text = (line: number): string => cell(column, line);
  const known = train.filter((line) => text(line) !== '');
  if (word !== undefined) {
    const most = mostFrequent(known.map(text));
    return (line) => Number((text(line) || most) === word);
  }
  if (known.every((line) => /^(yes|no)$/.test(text(line)))) return (line) => Number(text(line) === 'yes');
  const mean = meanOf(known.map((line) => Number(text(line))));
  const filled = (line: number): number => (text(line) === '' ? mean : Number(text(line)));
  if (!standardize) return filled;
  const scale = scaleOf(train.map(filled));
  return (line) => standardized(filled(line), scale);
}

function mostFrequent(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

function standardized(value: number, scale: Scale | undefined): number {
  return scale ? (value - scale.mean) / scale.deviation : value;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean and population deviation. */
export function scaleOf(values: readonly number[]): Scale {
  const mean = meanOf(values);
  return { mean, deviation: Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2))) };
}
