/** A long step by several threads, a piece at a time: between two of them it can be left. */
import type { Pieces } from '../../core/network/pieces.ts';
import { parameterCount, unitsOf } from '../../core/network/shape.ts';
import type { BatchAddresses } from '../program/layerCalls.ts';
import { stages } from '../program/stepKernel.ts';
import type { ThreadPool } from '../threads/threadPool.ts';
import { threadSelfCheck } from '../threads/threadSelfCheck.ts';

/** Multiply-adds of a piece: some 20 ms of one thread. */
const pieceWork = 1 << 27;

/** Some blocks of panels, or a part of one. */
interface Piece {
  /** Panels from … to − 1, stage, part, parts: see `passParameters`. */
  readonly range: readonly [from: number, to: number, stage: number, part: number, parts: number];
  /** Multiply-adds. */
  readonly work: number;
}

/**
 * Z, A and dZ of the batch, which is gathered already, and all gradients, with the bits of the kernels one by one; the parameters stay.
 * @param operations of the step @throws LostThreadError
 */
export function* sharedPieces(threadPool: ThreadPool, batch: BatchAddresses, operations: number): Pieces {
  const { space, count, input, Y } = batch;
  const pieces = piecesOf(batch, threadPool.count);
  const whole = pieces.reduce((sum, { work }) => sum + work, 0);
  const pass = ({ range }: Piece): void => void space.call('pass', input(1), Y, count, ...range);
  if (threadPool.needsProof(space, operations)) {
    const block = pieces.slice(0, 1 + pieces.findIndex(endsBlock));
    const steps = block.map((piece) => () => {
      pass(piece);
      return 1;
    });
    yield* threadSelfCheck(threadPool, space, [space.gradients], steps);
  }
  // Threads may just have been started.
  yield;
  for (const piece of pieces) {
    threadPool.run(space, operations, () => {
      pass(piece);
      return piece.work / whole;
    });
    yield;
  }
}

/** Whether the gradients of a block have been added up with it. */
function endsBlock({ range: [, , stage, part, parts] }: Piece): boolean {
  return stage === stages.all || (stage === stages.gradients && part === parts - 1);
}

/** In their order. */
function piecesOf({ space, spec, panels }: BatchAddresses, threads: number): Piece[] {
  const { block, panelExamples } = space.layout;
  const parameters = parameterCount(spec);
  // Forward all layers, back all but the first.
  const products = panelExamples * (2 * parameters - spec.layers[0]!.units * unitsOf(spec, 0));
  const gradients = panelExamples * parameters;
  const blocks = Math.floor(pieceWork / ((products + gradients) * block));
  const pieces: Piece[] = [];
  for (let from = 0; from < panels; from += Math.max(1, blocks) * block) {
    const to = Math.min(panels, from + Math.max(1, blocks) * block);
    const count = to - from;
    if (blocks > 0) pieces.push({ range: [from, to, stages.all, 0, 1], work: (products + gradients) * count });
    else pieces.push(...panelParts(from, count, products, threads), ...gradientParts(from, count, gradients));
  }
  return pieces;
}

/** Each thread has a panel at least. @param work of a panel */
function panelParts(from: number, panels: number, work: number, threads: number): Piece[] {
  const most = Math.max(threads, Math.floor(pieceWork / work));
  const parts: Piece[] = [];
  for (let first = 0; first < panels; first += most) {
    const count = Math.min(most, panels - first);
    parts.push({ range: [from, from + panels, stages.panels, first, count], work: work * count });
  }
  return parts;
}

/** @param work of a panel */
function gradientParts(from: number, panels: number, work: number): Piece[] {
  const shares = Math.ceil((work * panels) / pieceWork);
  return Array.from({ length: shares }, (_, share) => ({
    range: [from, from + panels, stages.gradients, share, shares] as const,
    work: (work * panels) / shares,
  }));
}
