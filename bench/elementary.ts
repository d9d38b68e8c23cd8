/** exp, tanh, σ and log of the engine: nanoseconds for each number against the language's own functions, and the largest error. */
import { RandomState } from '../src/core/network/random.ts';
import { float32Lanes, float64Lanes, type Lanes, vectorBytes } from '../src/engine/assembler/lanes.ts';
import { ModuleBuilder } from '../src/engine/assembler/moduleBuilder.ts';
import { at, further } from '../src/engine/assembler/value.ts';
import { Constants } from '../src/engine/kernels/constants.ts';
import { emitExp, emitSigmoid, emitTanh } from '../src/engine/kernels/elementary.ts';
import { emitLog } from '../src/engine/kernels/logarithm.ts';
import { instantiate } from '../src/engine/assembler/instance.ts';
import { type Numbers, numbersAt } from '../src/engine/memory/panels.ts';
import { shortTile } from '../src/engine/kernels/tile.ts';
import { alternate } from './rounds.ts';
import type { BenchRow } from './row.ts';

interface Subject {
  readonly name: string;
  readonly emit: typeof emitExp;
  readonly exact: (x: number) => number;
  /** Numbers between these. */
  readonly from: number;
  readonly to: number;
  /** Stated largest error in units in the last place. */
  readonly ulps: number;
}

const subjects: readonly Subject[] = [
  { name: 'exp', emit: emitExp, exact: Math.exp, from: -20, to: 20, ulps: 2 },
  { name: 'tanh', emit: emitTanh, exact: Math.tanh, from: -5, to: 5, ulps: 4 },
  { name: 'σ', emit: emitSigmoid, exact: (x) => 1 / (1 + Math.exp(-x)), from: -20, to: 20, ulps: 3 },
  { name: 'log', emit: emitLog, exact: Math.log, from: 0, to: 20, ulps: 1.5 },
];

const count = 4096;
const source = 4096;
const target = source + 8 * count;
const pages = 2;
/** Vectors that go through a function together. */
const together = 4;

export async function benchElementary(): Promise<BenchRow[]> {
  return [float64Lanes, float32Lanes].flatMap((lanes) => subjects.map((subject) => benchSubject(subject, lanes)));
}

function benchSubject(subject: Subject, lanes: Lanes): BenchRow {
  const { xs, ys, run } = built(subject.emit, lanes);
  const random = new RandomState(1);
  xs.forEach((_, i) => {
    xs[i] = subject.from + random.random() * (subject.to - subject.from);
  });
  run();
  const errors = Array.from(ys, (y, i) => ulpsBetween(y, subject.exact(xs[i] ?? 0), lanes.mantissaBits));
  const error = Math.max(...errors);
  const results = new Float64Array(count);
  const { ours, peer, ratio } = alternate(
    (steps) => repeat(steps, run),
    (steps) =>
      repeat(steps, () => {
        for (let i = 0; i < count; i++) results[i] = subject.exact(xs[i] ?? 0);
      }),
  );
  return {
    name: `${subject.name}, ${lanes.precision === 'float32' ? 'Float32' : 'Float64'} SIMD against Math; largest error here ${error.toFixed(2)} ulp`,
    ours: 1e9 / (ours * count),
    peer: 1e9 / (peer * count),
    ratio,
    goal: `≤ ${subject.ulps} ulp`,
    met: error <= subject.ulps,
    unit: 'ns',
  };
}

function built(emit: Subject['emit'], lanes: Lanes): { xs: Numbers; ys: Numbers; run: () => void } {
  const module = new ModuleBuilder();
  const constants = new Constants(lanes, 64, 64);
  const apply = module.function(['i32', 'i32', 'i32'], null, (f) => {
    const stride = together * vectorBytes;
    const cursors = [0, 1].map((n) => ({ from: at(f.parameter(n, 'i32')), stride }));
    f.forEach(f.parameter(2, 'i32'), cursors, ([from, to]) => {
      if (!from || !to) return;
      const offsets = Array.from({ length: together }, (_, n) => n * vectorBytes);
      const xs = offsets.map((offset) => f.let(lanes.load(further(from, offset))));
      emit(f, { lanes, constants, tile: shortTile }, xs);
      xs.forEach((x, n) => f.store(further(to, offsets[n] ?? 0), x));
    });
  });
  module.export('apply', apply);
  const { memory, functions } = instantiate(module.bytes(pages), pages);
  constants.write(memory);
  return {
    xs: numbersAt(memory, { lanes }, source, count),
    ys: numbersAt(memory, { lanes }, target, count),
    run: () => void functions['apply']?.(source, target, (count * lanes.numberBytes) / (together * vectorBytes)),
  };
}

/** Distance in units in the last place of the expected value. */
function ulpsBetween(found: number, expected: number, mantissaBits: number): number {
  return Math.abs(found - expected) / 2 ** (Math.floor(Math.log2(Math.abs(expected))) - mantissaBits);
}

function repeat(times: number, action: () => void): void {
  for (let i = 0; i < times; i++) action();
}
