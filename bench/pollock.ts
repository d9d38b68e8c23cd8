/**
 * `npm run bench -- pollock FOLDER`: how well the reader understands the files of the Pollock benchmark (Vitagliano et al., "Pollock: A
 * Data Loading Benchmark", VLDB 2023; its repository HPI-Information-Systems/Pollock) when nothing is told to it. A file's score is
 * the sum of ten measures: whether it could be read, and precision, recall and F1 of its header, its records and its cells,
 * compared as multisets with the clean version; simple is their mean over the files, weighted their mean with the weights that
 * the benchmark took from real files.
 *
 * The loaded table is a line of names as in the file and the rows; a table without a header is its rows alone, as in the clean
 * files. Cells are compared as the benchmark does it: cells as they are, headers and records after small and capital letters
 * and the ways to write a whole number were made alike. (Its rules for dates and prices change both sides in the same way.)
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sourceOfBytes } from '../src/data/csv/byteSource.ts';
import { DataError } from '../src/data/csv/errors.ts';
import { readCells } from '../src/data/read/readCells.ts';
import type { BenchRow } from './row.ts';

interface FileScore {
  readonly file: string;
  readonly score: number;
}

/** @param folder a copy of the benchmark's repository */
export async function benchPollock(folder: string): Promise<BenchRow[]> {
  const polluted = await scoreFolder(join(folder, 'polluted_files'));
  const weights = JSON.parse(readFileSync(join(folder, 'pollock_weights.json'), 'utf8')) as Record<string, number>;
  const rows = [
    row(
      'simple',
      mean(polluted, () => 1),
      9.96,
    ),
    row(
      'weighted',
      mean(polluted, ({ file }) => weights[file] ?? 0),
      9.75,
    ),
    ...worst(polluted.map(({ file, score }) => ({ file: kindOf(file), score }))),
  ];
  if (!existsSync(join(folder, 'survey_sample', 'csv'))) return rows;
  const survey = await scoreFolder(join(folder, 'survey_sample'));
  return [
    ...rows,
    row(
      'real files',
      mean(survey, () => 1),
      8.5,
    ),
    ...survey.filter(({ score }) => score < 9).map(below),
  ];
}

function row(name: string, ours: number, goal: number): BenchRow {
  return {
    name: `pollock ${name}`,
    ours,
    peer: null,
    ratio: null,
    goal: `≥ ${goal}`,
    met: ours >= goal,
    unit: 'of 10',
  };
}

function below({ file, score }: FileScore): BenchRow {
  return { name: `pollock ${file}`, ours: score, peer: null, ratio: null, goal: '–', met: true, unit: 'of 10' };
}

/** The kind of pollution: the file's name without the places. */
function kindOf(file: string): string {
  return file.startsWith('row') ? file.replace(/_?(?:row)?\d+_col\d+|_\d+_/g, '_…_') : file;
}

/** The ten kinds with the lowest mean. */
function worst(all: readonly FileScore[]): BenchRow[] {
  const kinds = new Map<string, FileScore[]>();
  for (const score of all) kinds.set(score.file, [...(kinds.get(score.file) ?? []), score]);
  const means = [...kinds].map(([file, scores]) => ({ file, score: mean(scores, () => 1) }));
  return means
    .sort((a, b) => a.score - b.score)
    .slice(0, 10)
    .map(below);
}

function mean(scores: readonly FileScore[], weight: (score: FileScore) => number): number {
  const total = scores.reduce((sum, score) => sum + weight(score), 0);
  return scores.reduce((sum, score) => sum + weight(score) * score.score, 0) / total;
}

async function scoreFolder(folder: string): Promise<FileScore[]> {
  const scores: FileScore[] = [];
  for (const file of readdirSync(join(folder, 'csv'))
    .filter((name) => /\.csv$/i.test(name))
    .sort()) {
    const clean = readFileSync(join(folder, 'clean', file), 'utf8').replace(/^\ufeff/, '');
    const rows = parse(clean, { relax_column_count: true, relax_quotes: true, skip_empty_lines: false }) as string[][];
    const loaded = await loadedRows(readFileSync(join(folder, 'csv', file)));
    scores.push({ file, score: loaded === null ? 0 : scoreOf(rows, loaded) });
  }
  return scores;
}

/** `null` when the reader refuses the file; one without a byte is an empty table. */
async function loadedRows(bytes: Uint8Array): Promise<readonly (readonly string[])[] | null> {
  try {
    const { names, rows } = await readCells(sourceOfBytes(bytes));
    return names ? [names, ...rows] : rows;
  } catch (error) {
    if (error instanceof DataError) return error.reason === 'empty' ? [] : null;
    throw error;
  }
}

type Rows = readonly (readonly string[])[];

function scoreOf(clean: Rows, loaded: Rows): number {
  if (clean.length === 0) return 10;
  const [header = [], ...records] = clean.map((cells) => cells.map(alike));
  const [loadedHeader = [], ...loadedRecords] = loaded.map((cells) => cells.map(alike));
  const joined = (rows: Rows) => rows.map((cells) => cells.join(''));
  return (
    1 +
    agreement(header, loadedHeader) +
    agreement(joined(records), joined(loadedRecords)) +
    agreement(clean.flat(), loaded.flat())
  );
}

/** What the benchmark takes for the same cell. */
function alike(cell: string): string {
  if (/^(?:true|false)$/i.test(cell)) return cell.toLowerCase() === 'true' ? '1' : '0';
  if (/^\s*[+-]?\d+\s*$/.test(cell)) return String(BigInt(cell.trim().replace('+', '')));
  return cell.toLowerCase();
}

/** Precision, recall and F1 of two multisets, added up; of an empty clean one, 3. */
function agreement(clean: readonly string[], loaded: readonly string[]): number {
  if (clean.length === 0) return 3;
  const counts = new Map<string, number>();
  for (const value of clean) counts.set(value, (counts.get(value) ?? 0) + 1);
  let common = 0;
  for (const value of loaded) {
    const left = counts.get(value) ?? 0;
    if (left === 0) continue;
    counts.set(value, left - 1);
    common++;
  }
  if (common === 0) return 0;
  const [precision, recall] = [common / clean.length, common / loaded.length];
  return precision + recall + (2 * precision * recall) / (precision + recall);
}
