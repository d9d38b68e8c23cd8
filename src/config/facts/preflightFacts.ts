/** What only the data and the initial weights together can tell, computed by the worker before a training begins. */

export interface PreflightFacts {
  /** Hidden layers 1…L−1 (element 0 is layer 1) on the training examples at step 0. */
  readonly layers: readonly PreflightLayer[];
  /** `null` for networks too large to measure, and where the cost is not finite. */
  readonly curvature: StartCurvature | null;
}

export interface PreflightLayer {
  /** Units that are saturated (`isSaturatedUnit`). */
  readonly saturatedUnits: number;
  /** ReLU units that are 0 for every example. */
  readonly deadUnits: number;
  readonly units: number;
}

export interface StartCurvature {
  /** Largest eigenvalue of the Hessian of J over all training examples, λ term included. */
  readonly lambdaMax: number;
  /** 2/λmax: gradient descent over the whole batch with a larger step makes the cost rise. `null` where nothing curves upwards. */
  readonly largestStableRate: number | null;
}
