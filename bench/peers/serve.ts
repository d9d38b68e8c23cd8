/**
 * The measured side of a comparison: a process that trains when it is told to and answers with the time it took. One line
 * of JSON in, one out. It sleeps in between, while it is the others' turn.
 */
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { bytesOf } from './files.ts';

/** So many trainings of so many steps, each from the same start. */
export interface Request {
  readonly trainings: number;
  readonly steps: number;
  /** Where to write the parameters after the last one, Float32 in the layout of the core's arena. */
  readonly save?: string;
}

export interface Answer {
  /** Steps done in all trainings together. */
  readonly steps: number;
  /** Seconds of all threads together, and on the clock; without the return to the start. */
  readonly cpu: number;
  readonly wall: number;
  /** Largest resident size of the process so far. */
  readonly peakBytes: number;
  /** Which of its ways of computing it took, where it has several. */
  readonly variant?: string;
}

export interface Trainee {
  /** Back to the initial parameters. */
  restart(): void;
  run(steps: number): void;
  parameters(): Float32Array;
  readonly variant?: string;
}

export async function serve(trainee: Trainee): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request;
    process.stdout.write(`${JSON.stringify(answer(trainee, request))}\n`);
  }
}

function answer(trainee: Trainee, { trainings, steps, save }: Request): Answer {
  let [cpu, wall] = [0, 0];
  for (let training = 0; training < trainings; training++) {
    trainee.restart();
    const [begun, start] = [process.cpuUsage(), performance.now()];
    trainee.run(steps);
    wall += (performance.now() - start) / 1e3;
    const { user, system } = process.cpuUsage(begun);
    cpu += (user + system) / 1e6;
  }
  if (save) writeFileSync(save, bytesOf(trainee.parameters()));
  const { variant = '' } = trainee;
  return { steps: trainings * steps, cpu, wall, peakBytes: process.resourceUsage().maxRSS * 1024, variant };
}
