/**
 * Fills frames: the numbers of a run at its present step, over the shown units and examples. Everything is computed
 * here from the parameters as they are, so a frame holds together: its gradients belong to its weights.
 */
import type { Parameters } from '../../core/network/arena.ts';
import { type Examples, allOf, gatherColumns } from '../../core/network/examples.ts';
import { createForwardBuffers } from '../../core/network/forward.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import { type Frame, type Matrix, sectionOf, type SectionName } from '../../protocol/frame.ts';
import { curveRows, type FrameLayout, frameLayout, sectionsWithCurve } from '../../protocol/frameLayout.ts';
import type { RunDescription } from '../../protocol/run.ts';
import type { CurveRecorder } from '../curve/curveRecorder.ts';
import { ExamplePass } from './examplePass.ts';
import { writeLayerStats } from './layerStats.ts';
import { gridInputs } from './plane.ts';
import type { DescribedRun } from './describeRun.ts';
import type { Pieces, PiecesOf } from '../../core/network/pieces.ts';

interface Plane {
  readonly points: number;
  readonly Z: Float64Array[];
  readonly A: Float64Array[];
}

export class FrameBuilder {
  readonly layout: FrameLayout;
  readonly #spec: NetworkSpec;
  readonly #description: RunDescription;
  /** The shown examples and the network's answer to them. */
  readonly #shown: ExamplePass;
  readonly #hiddenPlane: Plane | null;
  readonly #outputPlane: Plane | null;

  constructor(trainer: Trainer, dataset: Dataset, { description, shown }: DescribedRun) {
    const { spec } = trainer;
    this.#spec = spec;
    this.#description = description;
    this.layout = frameLayout(description);
    this.#shown = new ExamplePass(spec, shownExamples(spec, trainer, shown), trainer.backend);
    const { plane } = description;
    const planeOf = (grid: number): Plane | null =>
      plane && {
        points: grid * grid,
        ...createForwardBuffers(spec, gridInputs(plane, grid, dataset.pipeline), grid * grid),
      };
    this.#hiddenPlane = spec.layers.length > 1 && plane ? planeOf(plane.hiddenGrid) : null;
    this.#outputPlane = plane && planeOf(plane.outputGrid);
  }

  /**
   * Writes a whole frame into `buffer`, in pieces; the frame's numbers are a view of it.
   * @param trainer what is looked at: the run at present, or what makes its past again
   */
  *build(
    buffer: ArrayBuffer,
    { frame, live }: Pick<Frame, 'frame' | 'live'>,
    trainer: Trainer,
    scalars: readonly number[],
    recorder: CurveRecorder,
  ): PiecesOf<Frame> {
    const { step, parameters } = trainer;
    const sections = sectionsWithCurve(this.layout, recorder.length);
    const result: Frame = {
      runId: this.#description.runId,
      build: this.#description.build,
      frame,
      step,
      live,
      sections,
      numbers: new Float32Array(buffer),
    };
    const curve = this.layout.curveOffset;
    recorder.writeTo(result.numbers.subarray(curve, curve + curveRows * recorder.length));
    part(result, 'scalars').values.set(scalars);
    yield* this.#pass(trainer, parameters);
    this.#writeLayers(result, parameters);
    yield* this.#writePlanes(result, trainer);
    writeLayerStats(part(result, 'stats').values, this.#spec, parameters, this.#shown.gradients, this.#shown.A);
    return result;
  }

  /** Forward and backward over the shown examples. L2 counts as in the training set, whatever number is shown. */
  #pass({ settings, train }: Trainer, parameters: Parameters): Pieces {
    return this.#shown.pieces(parameters, settings.l2 / train.m);
  }

  #writeLayers(frame: Frame, parameters: Parameters): void {
    this.#description.shownUnits.forEach((units, l) => {
      selectRows(part(frame, `A:${l}`), this.#shown.A[l]!, units);
      const before = this.#description.shownUnits[l - 1];
      if (!before) return;
      const columns = l === 1 ? this.#spec.inputs : this.#spec.layers[l - 2]!.units;
      selectIndices(part(frame, `W:${l}`), parameters.W[l]!, units, before, columns);
      selectRows(part(frame, `b:${l}`), parameters.b[l]!, units);
      selectIndices(part(frame, `dW:${l}`), this.#shown.gradients.W[l]!, units, before, columns);
      selectRows(part(frame, `db:${l}`), this.#shown.gradients.b[l]!, units);
    });
  }

  /** Frees the engine's memory; no frames are built afterwards. */
  dispose(): void {
    this.#shown.dispose();
  }

  *#writePlanes(frame: Frame, trainer: Trainer): Pieces {
    const last = this.#spec.layers.length;
    for (const plane of [this.#hiddenPlane, this.#outputPlane]) {
      if (plane?.A[0]) yield* trainer.forwardPieces(plane.A[0], plane.points, plane);
    }
    for (let l = 1; l <= last; l++) {
      const plane = l === last ? this.#outputPlane : this.#hiddenPlane;
      if (plane) selectRows(part(frame, `plane:${l}`), plane.A[l]!, this.#description.shownUnits[l]!);
    }
  }
}

function shownExamples(spec: NetworkSpec, { train }: Trainer, shown: readonly number[]): Examples {
  const m = shown.length;
  const order = Uint32Array.from(shown);
  const outputs = spec.layers.at(-1)!.units;
  const X = new Float64Array(spec.inputs * m);
  const Y = new Float64Array(outputs * m);
  gatherColumns(train.X, spec.inputs, train.m, allOf(order), X);
  gatherColumns(train.Y, outputs, train.m, allOf(order), Y);
  return { X, Y, m };
}

function part(frame: Frame, name: SectionName): Matrix {
  const matrix = sectionOf(frame, name);
  if (!matrix) throw new Error(`The frame's layout has no section "${name}".`);
  return matrix;
}

/** The chosen rows of a matrix with `target.columns` columns. */
function selectRows(target: Matrix, source: Float64Array, rows: readonly number[]): void {
  const { columns, values } = target;
  rows.forEach((row, i) => {
    values.set(source.subarray(row * columns, (row + 1) * columns), i * columns);
  });
}

/** The crossings of chosen rows and columns of a matrix with `width` columns. */
function selectIndices(
  { values }: Matrix,
  source: Float64Array,
  rows: readonly number[],
  columns: readonly number[],
  width: number,
): void {
  rows.forEach((row, i) => {
    columns.forEach((column, k) => {
      values[i * columns.length + k] = source[row * width + column]!;
    });
  });
}
