/**
 * Programmers' mistakes in the mathematics: shapes that do not fit, settings that mean nothing. They throw.
 * What a training may run into by itself (divergence, early stop) is a state of the trainer and never thrown.
 */

/** Two sizes that should agree do not; the message names the matrix, what was expected and what was found. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

/** A training was asked for something impossible. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
  readonly reason: 'settings' | 'finished' | 'checkpoint' | 'network';

  constructor(reason: TrainingError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
