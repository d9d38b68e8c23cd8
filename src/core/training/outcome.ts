/**
 * How a training comes to its end, and the sentence that tells the user. After a divergence the trainer holds the last
 * parameters that were all finite (its `checkpoint` is the last finite one), while Z, A, dZ and the gradients show what
 * went wrong.
 */

export interface Outcome {
  readonly reason: 'epochs' | 'earlyStopping' | 'diverged';
  /** One sentence for the user. */
  readonly message: string;
  /** Updates done; for "diverged", the step (counted from 1) in which a number became non-finite. */
  readonly step: number;
}

export function epochsOutcome(epoch: number, step: number): Outcome {
  return {
    reason: 'epochs',
    message: `finished after ${withSeparators(epoch)} ${epoch === 1 ? 'epoch' : 'epochs'}`,
    step,
  };
}

/** 10000 → "10,000". Not by `toLocaleString`, whose first call loads the data of all languages: 60 ms. */
function withSeparators(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** @param matrix short name of what is not a number any more: "W²" */
export function divergedOutcome(step: number, matrix: string): Outcome {
  return { reason: 'diverged', message: `diverged at step ${step}: ${matrix} has a non-finite value`, step };
}

export function earlyStoppingOutcome(
  at: { readonly epoch: number; readonly step: number },
  bestEpoch: number,
  patience: number,
  watched: 'validation cost' | 'training cost',
): Outcome {
  const span = `${patience} ${patience === 1 ? 'epoch' : 'epochs'}`;
  const message = `stopped early after epoch ${at.epoch}: no better ${watched} for ${span}; weights of epoch ${bestEpoch} put back`;
  return { reason: 'earlyStopping', message, step: at.step };
}
