/**
 * One workload against every peer: all start from the same weights and must come to the same cost; then they take turns,
 * and what counts is the median of the rounds' own ratios, because the machine's other work changes slower than a round.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { costOf, createForwardBuffers, forwardPass } from '../../src/core/network/forward.ts';
import type { Precision } from '../../src/core/training/backend.ts';
import { median } from '../median.ts';
import type { BenchRow } from '../row.ts';
import type { PeerCommand } from './availablePeers.ts';
import { readFloats } from './files.ts';
import type { Comparison } from './goals.ts';
import { ourKernels } from './ourKernels.ts';
import { PeerProcess } from './peerProcess.ts';
import type { Answer, Request } from './serve.ts';
import { examplesOf, parametersOf, specOf, type Workload, type WorkloadData } from './workloads.ts';

export interface CompareOptions {
  readonly rounds: number;
  /** CPU seconds that each gets in a round. */
  readonly seconds: number;
  /** How many each may use; 0: as many as each takes by itself, all cores as a rule. With other than one the clock counts. */
  readonly threads: number;
  /** How ours is started. */
  readonly ours: (workload: string, precision: Precision) => readonly string[];
  readonly peers: readonly PeerCommand[];
  /** Which peers, in which precision, and what is aimed at. */
  readonly comparisons: readonly Comparison[];
  /** What is special about ours, for the rows. */
  readonly remark?: string;
}

/** Costs of ours and of a peer may differ by so much, relatively: rounding grows over the steps. */
const tolerance: Readonly<Record<Precision, number>> = { float32: 5e-3, float64: 1e-5 };
const comparedExamples = 1024;
const label: Readonly<Record<Precision, string>> = { float32: 'Float32', float64: 'Float64' };

export async function compareWorkload(
  workload: Workload,
  data: WorkloadData,
  options: CompareOptions,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const precision of ['float32', 'float64'] as const) {
    const requested = options.comparisons.filter((comparison) => comparison.precision === precision);
    rows.push(...(await comparePrecision(workload, data, precision, requested, options)));
  }
  return rows;
}

interface Starting {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>> | undefined;
}

interface Contender {
  readonly name: string;
  readonly process: PeerProcess;
  /** What a round asks of it. */
  readonly request: Request;
  readonly answers: Answer[];
}

async function comparePrecision(
  workload: Workload,
  data: WorkloadData,
  precision: Precision,
  requested: readonly Comparison[],
  options: CompareOptions,
): Promise<BenchRow[]> {
  const command = options.ours(workload.name, precision);
  const commands = options.peers
    .filter(({ name }) => requested.some(({ peer }) => peer === name))
    .map(({ name, command: start, env }) => ({ name, command: start(workload.name, precision), env }));
  if (commands.length === 0) return [];
  const contenders: Contender[] = [];
  try {
    const costs = new CostCheck(workload, data);
    for (const starting of [{ name: 'ours', command }, ...commands]) {
      contenders.push(await enter(starting, workload, options));
      await costs.check(contenders, precision);
    }
    for (let round = 0; round < options.rounds; round++) {
      for (const { process, request, answers } of contenders) answers.push(await process.ask(request));
    }
    return rowsOf(workload, precision, requested, contenders, options);
  } finally {
    for (const { process } of contenders) process.end();
  }
}

/** Starts a process, warms it up and finds out how much work fills a round. */
async function enter(
  { name, command, env }: Starting,
  { name: workload, steps }: Workload,
  options: CompareOptions,
): Promise<Contender> {
  const process = new PeerProcess(command, options.threads, env);
  try {
    let requested = Math.min(steps, 8);
    for (;;) {
      const { steps: done, cpu } = await process.ask({ trainings: 1, steps: requested });
      if (cpu > options.seconds / 4 || requested >= steps) {
        const fitting = Math.max(1, Math.round((options.seconds * done) / Math.max(cpu, 1e-6)));
        const request = {
          steps: Math.min(steps, fitting),
          trainings: Math.max(1, Math.round(fitting / Math.max(done, steps))),
        };
        return { name, process, request, answers: [] };
      }
      requested = Math.min(steps, requested * 4);
    }
  } catch (error) {
    process.end();
    throw new Error(`bench ${workload}: ${name} failed: ${error instanceof Error ? error.message : error}`);
  }
}

/** A speed is worth something only when all compute the same: the cost after the same steps, computed here from the weights. */
class CostCheck {
  readonly #workload: Workload;
  readonly #data: WorkloadData;

  constructor(workload: Workload, data: WorkloadData) {
    this.#workload = workload;
    this.#data = data;
  }

  /** Compares the last contender with the first. @throws Error when the costs differ */
  async check(contenders: readonly Contender[], precision: Precision): Promise<void> {
    const [ours, peer] = [contenders[0], contenders.at(-1)];
    if (!ours || !peer || ours === peer || peer.name === 'SIMD peak') return;
    // A slow peer does what it can in a few rounds. (After 40 steps of L, TensorFlow.js has drifted by 0.6 %; ours then is Float64's cost to 1e-5.)
    const steps = Math.min(this.#workload.comparedSteps, Math.max(1, 4 * peer.request.steps));
    const theirs = await this.#costAfter(peer, steps);
    const own = await this.#costAfter(ours, theirs.steps);
    if (Math.abs(own.cost - theirs.cost) <= tolerance[precision] * Math.abs(theirs.cost)) return;
    throw new Error(
      `bench ${this.#workload.name}: after ${own.steps} steps the cost is ${own.cost}, with ${peer.name} ${theirs.cost}`,
    );
  }

  async #costAfter({ process }: Contender, steps: number): Promise<{ steps: number; cost: number }> {
    const folder = mkdtempSync(join(tmpdir(), 'nn-explorer-bench-'));
    try {
      const save = join(folder, 'parameters');
      const answer = await process.ask({ trainings: 1, steps, save });
      return { steps: answer.steps, cost: this.#cost(readFloats(save)) };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  #cost(values: Float32Array): number {
    const spec = specOf(this.#workload);
    const { m, X, Y } = examplesOf(this.#workload, this.#data, Math.min(comparedExamples, this.#workload.m));
    const parameters = parametersOf(this.#workload, values);
    const buffers = createForwardBuffers(spec, X, m);
    forwardPass(spec, parameters, buffers, m);
    const [Z, A] = [buffers.Z.at(-1), buffers.A.at(-1)];
    return Z && A ? costOf(spec, parameters, { Z, A, Y, m }, 0) : Number.NaN;
  }
}

function rowsOf(
  workload: Workload,
  precision: Precision,
  requested: readonly Comparison[],
  [ours, ...peers]: readonly Contender[],
  { threads, remark = '' }: CompareOptions,
): BenchRow[] {
  const title = `${titleOf(workload, precision)}${remark}`;
  const speed = ({ steps, cpu, wall }: Answer): number => steps / (threads === 1 ? cpu : wall);
  const rows = peers.map((peer): BenchRow => {
    const goal = requested.find((comparison) => comparison.peer === peer.name)?.goal ?? null;
    const rounds = peer.answers.map((answer, round) => {
      const own = ours?.answers[round];
      return { ours: own ? speed(own) : Number.NaN, peer: speed(answer) };
    });
    const ratio = median(rounds.map((round) => round.ours / round.peer));
    const variant = peer.answers.at(-1)?.variant;
    return {
      name: `${title}: ${peer.name}${variant ? ` (${variant})` : ''}`,
      ours: median(rounds.map((round) => round.ours)),
      peer: median(rounds.map((round) => round.peer)),
      ratio,
      goal: goal === null ? '' : `≥ ${goal}×`,
      met: goal === null || ratio >= goal,
      unit: 'steps/s',
    };
  });
  return [...rows, ...memoryRow(title, ours, peers)];
}

function titleOf({ name, units, batch, optimizer }: Workload, precision: Precision): string {
  const numbers =
    ourKernels[precision].precision === precision ? label[precision] : `${label[precision]} (ours still Float64)`;
  return `${name} ${units.join('-')}, batch ${batch}, ${optimizer === 'adam' ? 'Adam' : 'gradient descent'}, ${numbers}`;
}

/** Largest resident sizes of the whole processes, data included. */
function memoryRow(title: string, ours: Contender | undefined, peers: readonly Contender[]): BenchRow[] {
  const numpy = peers.find(({ name }) => name === 'NumPy');
  const [own, theirs] = [ours, numpy].map((contender) => contender?.answers.at(-1)?.peakBytes);
  if (own === undefined || theirs === undefined) return [];
  const row = {
    name: `${title}: peak memory beside NumPy's`,
    ours: own / 1e6,
    peer: theirs / 1e6,
    ratio: theirs / own,
  };
  return [{ ...row, goal: '', met: true, unit: 'MB' }];
}
