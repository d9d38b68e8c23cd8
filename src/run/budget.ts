/** How much is done at a stretch, and over how many examples: what keeps side work from being felt. */

/** Milliseconds between two looks at the messages. */
export const sliceMilliseconds = 8;

/** Multiply-adds that the readable reference does in a millisecond, forward or backward. */
const workPerMillisecond = 1e6;

/** Multiply-adds of a pass that is made by the reference without a second thought; beyond it by the kernels that train the run. */
export const quickWork = 2 * workPerMillisecond;
/** Multiply-adds of a pass that answers one question: beyond it over an even sample of the examples. */
export const answerWork = 20 * workPerMillisecond;
/** Parameters × shown examples for which a picture, a forward and a backward pass, costs training little. */
export const pictureWork = 30 * workPerMillisecond;
/** Multiply-adds of a pass for a point of the curve, which the run's kernels make. */
export const curveWork = 50 * workPerMillisecond;

/** Parameters whose initial weights take some 50 ms to draw. */
export const manyParameters = 1 << 20;
/** Bytes that a run's recording may take. */
export const recordingLimit = 64 * 2 ** 20;

/** Whether a pass over m examples is cheap enough for the reference. */
export function isQuick(m: number, parameters: number): boolean {
  return m * parameters <= quickWork;
}

/** How many examples may be passed through a network for so much work, but at least `min`. */
export function examplesFor(work: number, parameters: number, min: number): number {
  return Math.max(min, Math.floor(work / Math.max(1, parameters)));
}
