/** The matrices of a step as the run tells them: windows of their beginnings, and the parameters as they were before the update. */
import type { MatrixAnswer } from '../../src/protocol/answers.ts';
import type { Query } from '../../src/protocol/query.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { type MatrixTerm, shapeOf } from '../matrix/expressions.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';

const maxRows = 8;
const maxColumns = 6;
/** Of ŷ and y: the loss of an example takes all of them. */
export const maxOutputs = 64;

/** The batch of the step that is being done, or all training examples with the weights that are looked at. */
export type StepExamples = 'step' | 'train';

export class StepMatrices {
  readonly #context: ViewContext;
  readonly #queries = new Map<string, LiveQuery<'matrix'>>();
  readonly #before = new Map<string, MatrixAnswer>();

  constructor(context: ViewContext) {
    this.#context = context;
  }

  /** Forgets what belongs to another network. */
  clear(): void {
    this.#before.clear();
  }

  /** W or b as it was before the last update, if a phase by phase was looked at. */
  before({ which, layer }: MatrixTerm): MatrixAnswer | null {
    return this.#before.get(`${which}:${layer}`) ?? null;
  }

  /** @param key what the answer depends on beside the frame */
  get(
    run: RunDescription,
    term: MatrixTerm,
    { examples, key, rows = maxRows }: { examples: StepExamples; key: string; rows?: number },
    state: ViewState,
    now: number,
  ): MatrixAnswer | null {
    const slot = `step ${term.which}:${term.layer}:${rows}`;
    const query = this.#queries.get(slot) ?? new LiveQuery<'matrix'>(this.#context, slot);
    this.#queries.set(slot, query);
    return query.get(queryOf(run, term, examples, rows), state, now, key);
  }

  /** Keeps W and b of all layers, which the next phase changes. */
  async keepParameters(run: RunDescription): Promise<void> {
    const terms = run.layers.flatMap(({ layer }) => (['W', 'b'] as const).map((which) => ({ which, layer })));
    await Promise.all(
      terms.map(async (term) => {
        const key = `${term.which}:${term.layer}`;
        const answer = await this.#context.ask(queryOf(run, term, 'step', maxRows), `before ${key}`);
        if (answer) this.#before.set(key, answer);
      }),
    );
  }
}

/** The batch has fewer columns than all examples; a transposed matrix is shown the other way round. */
export function shownShape(
  run: RunDescription,
  term: MatrixTerm,
  answer: MatrixAnswer | null,
): readonly [number, number] {
  if (!answer) return shapeOf(run, term);
  const [rows, columns] = answer.shape;
  return term.transposed ? [columns, rows] : [rows, columns];
}

function queryOf(
  run: RunDescription,
  { which, layer }: MatrixTerm,
  examples: StepExamples,
  rows: number,
): Query<'matrix'> {
  const [, columns] = shapeOf(run, { which, layer });
  return {
    kind: 'matrix',
    which,
    layer,
    examples,
    rows: { from: 0, count: rows },
    columns: { from: 0, count: Math.min(columns, maxColumns) },
  };
}
