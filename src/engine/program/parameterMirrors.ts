/**
 * The copies of a session's arenas: the mirrors in Float64 that the trainer sees, and the one that `save` makes. Which of them
 * are up to date is known here.
 */
import { createParameters, type Parameters } from '../../core/network/arena.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import type { Mirrored } from '../../core/training/backend.ts';
import { createMoments, type Moments } from '../../core/training/optimizers.ts';
import type { Numbers } from '../memory/panels.ts';
import type { Workspace } from './workspace.ts';

/** Which of a workspace's arenas they are. */
const arenasOf: Readonly<Record<Mirrored, readonly number[]>> = { parameters: [0], gradients: [1], moments: [2, 3] };
const everyArena = [0, 1, 2, 3] as const;
/** Gradients are not gone back to. */
const keptArenas = [0, 2, 3] as const;

/** Numbers of an arena that are copied at a stretch, with those of the other two some 5 ms. */
const pieceNumbers = 1 << 20;

export class ParameterMirrors {
  readonly parameters: Parameters;
  readonly gradients: Parameters;
  readonly moments: Moments;
  /** Whether the engine's arenas are newer than the mirrors. */
  readonly #isStale = [false, false, false, false];
  /** Whether they were newer when the copy was saved, or the mirrors were made current since. */
  readonly #isStaleInSaved = [false, false, false, false];
  /** At the index of its arena. */
  readonly #saved: readonly (Numbers | null)[];
  /** So many of the first numbers of the kept arenas are of an update that is under way, and those of before are the saved ones. */
  #updated = 0;

  constructor(spec: NetworkSpec, { arenas, layout }: Workspace) {
    const numbers = (length: number): Numbers =>
      layout.lanes.precision === 'float32' ? new Float32Array(length) : new Float64Array(length);
    this.parameters = createParameters(spec);
    this.gradients = createParameters(spec);
    this.moments = createMoments(this.parameters.values.length);
    // Zeros like the arenas: no copy, which would take memory before there is anything to go back to.
    this.#saved = arenas.map(({ length }, i) => (i === 1 ? null : numbers(length)));
  }

  /** The engine has written its arenas. */
  changed(): void {
    this.#isStale.fill(true);
  }

  /** @param only absent: all of them */
  pull({ arenas }: Workspace, only?: Mirrored): void {
    for (const i of only ? arenasOf[only] : everyArena) {
      if (!this.#isStale[i]) continue;
      this.#isStale[i] = false;
      this.#isStaleInSaved[i] = true;
      this.#mirrors[i]!.set((this.#updated > 0 && this.#saved[i]) || arenas[i]!);
    }
  }

  /** @param only absent: all of them; gradients where the engine's own are no newer */
  push({ arenas }: Workspace, only?: Mirrored): void {
    for (const i of only ? arenasOf[only] : everyArena) {
      if (!only && i === 1 && this.#isStale[i]) continue;
      arenas[i]!.set(this.#mirrors[i]!);
      this.#isStale[i] = false;
    }
  }

  clear({ arenas }: Workspace, what: readonly Mirrored[]): void {
    for (const i of what.flatMap((kind) => arenasOf[kind])) {
      arenas[i]!.fill(0);
      this.#isStale[i] = true;
    }
  }

  save(space: Workspace): void {
    for (const _ of this.savePieces(space));
  }

  /** The copy is of use only when all of it is made. */
  *savePieces({ arenas }: Workspace): Generator<void, void, void> {
    const count = this.parameters.values.length;
    for (let from = 0; from < count; from += pieceNumbers) {
      if (from > 0) yield;
      for (const i of keptArenas) this.#saved[i]!.set(arenas[i]!.subarray(from, from + pieceNumbers), from);
    }
    for (const i of keptArenas) this.#isStaleInSaved[i] = this.#isStale[i]!;
  }

  /** Also into another workspace than the one that was saved. */
  rollback({ arenas }: Workspace): void {
    for (const i of keptArenas) {
      arenas[i]!.set(this.#saved[i]!);
      this.#isStale[i] = this.#isStaleInSaved[i]!;
    }
  }

  /** The first `numbers` of the kept arenas were updated since `save`, and belong to no step until `updateDone`. */
  updatedTo(numbers: number): void {
    this.#updated = Math.min(numbers, this.parameters.values.length);
  }

  updateDone(): void {
    this.#updated = 0;
    this.changed();
  }

  /** Takes back an update that was begun. */
  leaveUpdate({ arenas }: Workspace): void {
    if (this.#updated === 0) return;
    for (const i of keptArenas) arenas[i]!.set(this.#saved[i]!.subarray(0, this.#updated));
    this.#updated = 0;
  }

  get updated(): number {
    return this.#updated;
  }

  /** In the order of a workspace's arenas. */
  get #mirrors(): readonly Float64Array[] {
    return [this.parameters.values, this.gradients.values, this.moments.first, this.moments.second];
  }
}
