/** The matrices of a step as the run tells them: windows of their beginnings, and the parameters as they were before the update. */
import type { MatrixAnswer } from '../../src/protocol/answers.ts';
import type { Answer, Query } from '../../src/protocol/query.ts';
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
  readonly #before = new Map<string, Answer<'matrix'>>();

  constructor(context: ViewContext) {
    this.#context = context;
  }

  /** Forgets what belongs to another network. */
  clear(): void {
    this.#before.clear();
  }

  /** W, b or dA as it was before the update that led to a step, where that was done phase by phase. */
  before({ which, layer }: MatrixTerm, step: number): Answer<'matrix'> | null {
    const kept = this.#before.get(`${which}:${layer}`);
    return kept?.step === step - 1 ? kept : null;
  }

  /** `null` until the answer to just this question is there. @param key what it depends on beside the frame */
  get(
    run: RunDescription,
    term: MatrixTerm,
    { examples, key, rows = maxRows }: { examples: StepExamples; key: string; rows?: number },
    state: ViewState,
    now: number,
  ): Answer<'matrix'> | null {
    const slot = `step ${term.which}:${term.layer}:${rows}`;
    const query = this.#queries.get(slot) ?? new LiveQuery<'matrix'>(this.#context, slot);
    this.#queries.set(slot, query);
    const answer = query.get(queryOf(run, term, examples, rows), state, now, key);
    return query.isCurrent ? answer : null;
  }

  /** Keeps W and b of all layers, which the next phase changes, and dA, which is made from W of the layer above. */
  async keepParameters(run: RunDescription): Promise<void> {
    const terms = run.layers.flatMap(({ layer }) => (['W', 'b', 'dA'] as const).map((which) => ({ which, layer })));
    await Promise.all(
      terms.map(async (term) => {
        const key = `${term.which}:${term.layer}`;
        const answer = await this.#context.ask(queryOf(run, term, 'step', maxRows), `before ${key}`);
        if (answer?.live) this.#before.set(key, answer);
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
