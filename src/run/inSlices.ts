/** Long work that is written as a generator, done a slice at a time. */

export interface SliceOptions<Step> {
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Between two slices, with what the work said last. What it throws ends the work. */
  readonly pause: (step: Step) => Promise<void>;
  /** Of a slice. */
  readonly milliseconds: number;
}

/** Resolves to what the generator returns. */
export async function inSlices<Step, Result>(
  work: Generator<Step, Result>,
  { now, pause, milliseconds }: SliceOptions<Step>,
): Promise<Result> {
  for (let began = now(); ; ) {
    const { done, value } = work.next();
    if (done) return value;
    if (now() - began < milliseconds) continue;
    await pause(value);
    began = now();
  }
}
