/**
 * The fastest kernels that the peers' OpenBLAS has for this processor. A release that does not know a processor takes kernels of an
 * old one, several times slower: whoever compares himself with that flatters himself.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface BlasCore {
  /** What the peers' processes find in their environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What was taken and what it was taken from; empty when there was nothing to choose. */
  readonly sentence: string;
}

/** What `python/blas.py` answers. */
export interface CoreMeasure {
  /** As OpenBLAS names it; empty when NumPy multiplies with another library. */
  readonly core: string;
  readonly version: string;
  readonly gigaflops: number;
  /** Largest relative error of a Float32 product. */
  readonly error: number;
}

/** Core types of OpenBLAS by what a processor must have for them, as Linux names it. */
const coreTypes: readonly { readonly core: string; readonly flags: readonly string[] }[] = [
  { core: 'Nehalem', flags: ['sse4_2'] },
  { core: 'Sandybridge', flags: ['avx'] },
  { core: 'Haswell', flags: ['avx2', 'fma'] },
  { core: 'Zen', flags: ['avx2', 'fma'] },
  { core: 'SkylakeX', flags: ['avx512f', 'avx512bw', 'avx512dq', 'avx512vl'] },
  { core: 'Cooperlake', flags: ['avx512f', 'avx512bw', 'avx512dq', 'avx512vl', 'avx512_bf16'] },
];
/** A sum of 768 products in Float32 is that near to Float64's. */
const allowedError = 1e-4;

export function bestBlasCore(python: string): BlasCore {
  const script = resolve('bench/peers/python/blas.py');
  const measure = (core: string | null): CoreMeasure | null => {
    const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', ...(core === null ? {} : { OPENBLAS_CORETYPE: core }) };
    const { status, stdout } = spawnSync(python, [script], { encoding: 'utf8', env });
    return status === 0 ? (JSON.parse(stdout) as CoreMeasure) : null;
  };
  const asStarted = measure(null);
  if (!asStarted?.core) return { env: {}, sentence: '' };
  return chosenCore(
    asStarted,
    allowedCores(processorFlags()).map((core) => ({ core, measured: measure(core) })),
  );
}

/** Core types that a processor with these flags can run. */
export function allowedCores(flags: ReadonlySet<string>): readonly string[] {
  return coreTypes.filter((type) => type.flags.every((flag) => flags.has(flag))).map(({ core }) => core);
}

/** The fastest of those that multiply rightly; as it starts, unless another is faster. */
export function chosenCore(
  asStarted: CoreMeasure,
  tried: readonly { readonly core: string; readonly measured: CoreMeasure | null }[],
): BlasCore {
  let best = { core: '', measured: asStarted };
  for (const { core, measured } of tried) {
    if (measured === null || !(measured.error <= allowedError)) continue;
    if (measured.gigaflops > best.measured.gigaflops) best = { core, measured };
  }
  const speed = ({ core, gigaflops }: CoreMeasure): string => `${core}, ${gigaflops.toFixed(0)} GFLOP/s`;
  const sentence = `OpenBLAS of the peers: taken ${speed(best.measured)}; as it starts ${speed(asStarted)} (${asStarted.version}).`;
  return { env: best.core === '' ? {} : { OPENBLAS_CORETYPE: best.core }, sentence };
}

function processorFlags(): ReadonlySet<string> {
  try {
    return new Set(/^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.trim().split(/\s+/) ?? []);
  } catch {
    return new Set();
  }
}
