/**
 * A million rows of ten columns predicted by the shipped command line, from file to file, against pandas and scikit-learn on the same file,
 * where Python has them: in CPU seconds of whole processes, and by the clock, as a user has it, whoever waits for the disk.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RandomState } from '../src/core/network/random.ts';
import { median } from './median.ts';
import type { BenchRow } from './row.ts';

const rows = 1_000_000;
const inputs = 9;
const rounds = 3;

export function benchPredict(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nn-bench-predict-'));
  try {
    const table = join(folder, 'table.csv');
    const bytes = writeTable(table);
    const cli = [resolve('dist/cli.js')];
    const small = join(folder, 'small.csv');
    writeFileSync(small, lines(2000, 1));
    const model = join(folder, 'net.safetensors');
    const training = ['train', small, '--target', 'y', '--set', 'training.epochs=5', '--save', model];
    secondsOf([process.execPath, ...cli, ...training], 'cpu');
    const ours = [...cli, 'predict', model, table, '--out', join(folder, 'ours.csv')];
    const theirs = ['-c', peer, small, table, join(folder, 'theirs.csv')];
    const contest = { bytes, ours: [process.execPath, ...ours], theirs: ['/usr/bin/python3', ...theirs] };
    return Promise.resolve([rowOf(contest, 'cpu'), rowOf(contest, 'clock')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What someone writes who has both: its own training is no part of the comparison, and takes no time. */
const peer = `import sys
import numpy as np, pandas as pd
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
small = pd.read_csv(sys.argv[1])
model = make_pipeline(StandardScaler(), MLPClassifier((8,), activation="tanh", max_iter=1)).fit(small.iloc[:, :9], small.y)
table = pd.read_csv(sys.argv[2])
p = model.predict_proba(table.iloc[:, :9])
columns = {"target": table.y, "prediction": model.classes_[p.argmax(1)], "probability:a": p[:, 0], "probability:b": p[:, 1]}
pd.DataFrame(columns).to_csv(sys.argv[3], index_label="line")`;

interface Contest {
  /** Of the table. */
  readonly bytes: number;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** Of all threads together, libraries with one each; or by the clock, with all cores on both sides. */
type Measure = 'cpu' | 'clock';

/** In turns; the median of the rounds' ratios. */
function rowOf({ bytes, ours, theirs }: Contest, measure: Measure): BenchRow {
  const times = Array.from({ length: rounds }, () => ({
    own: secondsOf(ours, measure),
    other: secondsOf(theirs, measure),
  }));
  const [own, other] = [times.map((round) => round.own), times.map((round) => round.other)];
  if (own.some(Number.isNaN)) throw new Error('the command line did not predict the table');
  const how = measure === 'cpu' ? 'CPU' : 'by the clock, all cores';
  const name = `predict ${rows.toLocaleString('en-US')} rows × ${inputs + 1} columns, from file to file (${how})`;
  const speed = (seconds: readonly number[]): number => bytes / 1e6 / median(seconds);
  if (other.some(Number.isNaN)) {
    const goal = { goal: '≥ 80 MB/s', met: speed(own) >= 80 };
    return { name, ours: speed(own), peer: null, ratio: null, ...goal, unit: 'MB/s' };
  }
  const ratio = median(own.map((seconds, round) => other[round]! / seconds));
  const goal = { goal: '≥ 3× pandas + scikit-learn', met: ratio >= 3 };
  return { name, ours: speed(own), peer: speed(other), ratio, ...goal, unit: 'MB/s' };
}

/** Of a process and all it starts; NaN when it fails. */
function secondsOf(command: readonly string[], measure: Measure): number {
  const alone = measure === 'cpu' ? { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' } : {};
  const env = { ...process.env, ...alone, PYTHONWARNINGS: 'ignore' };
  const format = measure === 'cpu' ? '%U %S' : '%R';
  const script = `t=$( { TIMEFORMAT='${format}'; time "$@" >/dev/null 2>&1 || exit 1; } 2>&1 ) && echo "$t"`;
  const { status, stdout } = spawnSync('bash', ['-c', script, 'bash', ...command], { encoding: 'utf8', env });
  if (status !== 0) return Number.NaN;
  return stdout
    .trim()
    .split(' ')
    .reduce((sum, seconds) => sum + Number(seconds), 0);
}

function writeTable(path: string): number {
  const parts = 20;
  writeFileSync(path, '');
  for (let k = 0; k < parts; k++) {
    const text = lines(rows / parts, k + 2);
    writeFileSync(path, k === 0 ? text : text.slice(text.indexOf('\n') + 1), { flag: 'a' });
  }
  return statSync(path).size;
}

function lines(count: number, seed: number): string {
  const random = new RandomState(seed);
  const names = Array.from({ length: inputs }, (_, k) => `x${k}`).join(',');
  const all = Array.from({ length: count }, () => {
    const x = Array.from({ length: inputs }, () => random.randn());
    return `${x.map((value) => value.toFixed(5)).join(',')},${x[0]! + x[1]! * x[2]! > 0.3 ? 'high' : 'low'}\n`;
  });
  return `${names},y\n${all.join('')}`;
}
