/**
 * The copies of a session's arenas: the mirrors in Float64 that the trainer sees, and the one that `save` makes. Which of them
 * are up to date is known here.
 */
import { createParameters, type Parameters } from '../../core/network/arena.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { createMoments, type Moments } from '../../core/training/optimizers.ts';
import type { Numbers } from '../memory/panels.ts';
import type { Workspace } from './workspace.ts';

export class ParameterMirrors {
  readonly parameters: Parameters;
  readonly gradients: Parameters;
  readonly moments: Moments;
  /** Whether the engine's arenas are newer than the mirrors. */
  #isStale = false;
  /** Whether they were newer when the copy was saved, or the mirrors were made current since. */
  #isStaleInSaved = false;
  /** Parameters and moments; gradients are not gone back to. */
  readonly #saved: readonly Numbers[];

  constructor(spec: NetworkSpec, space: Workspace) {
    this.parameters = createParameters(spec);
    this.gradients = createParameters(spec);
    this.moments = createMoments(this.parameters.values.length);
    this.#saved = keptArenas(space).map((arena) => arena.slice());
  }

  /** The engine has written its arenas. */
  changed(): void {
    this.#isStale = true;
  }

  pull(space: Workspace): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    this.#isStaleInSaved = true;
    this.#mirrors.forEach((mirror, i) => {
      mirror.set(space.arenas[i]!);
    });
  }

  push(space: Workspace): void {
    // Gradients are taken over, too, unless the engine's are newer than what was written around them.
    if (this.#isStale) this.gradients.values.set(space.gradients);
    space.arenas.forEach((arena, i) => {
      arena.set(this.#mirrors[i]!);
    });
    this.#isStale = false;
  }

  save(space: Workspace): void {
    keptArenas(space).forEach((arena, i) => {
      this.#saved[i]?.set(arena);
    });
    this.#isStaleInSaved = this.#isStale;
  }

  /** Also into another workspace than the one that was saved. */
  rollback(space: Workspace): void {
    keptArenas(space).forEach((arena, i) => {
      arena.set(this.#saved[i]!);
    });
    this.#isStale = this.#isStaleInSaved;
  }

  /** In the order of a workspace's arenas. */
  get #mirrors(): readonly Float64Array[] {
    return [this.parameters.values, this.gradients.values, this.moments.first, this.moments.second];
  }
}

function keptArenas({ parameters, firstMoment, secondMoment }: Workspace): readonly Numbers[] {
  return [parameters, firstMoment, secondMoment];
}
