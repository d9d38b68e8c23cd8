/** Numbers worked out for single steps of a run, so that a picture over time asks only for the steps that came since. */
import type { QueryContext } from './queryContext.ts';

/** Most numbers that are kept of a run. */
const maxKept = 1_000_000;

/** Of no use when the run's past changes, or another thing is asked about. */
interface Known {
  readonly generation: number;
  readonly key: string;
  readonly rows: Map<number, Float64Array>;
}

export class StepCache {
  readonly #known = new WeakMap<QueryContext['runner'], Known>();

  /** By step; to be added to. `length`: numbers in a row. */
  of({ runner }: Pick<QueryContext, 'runner'>, key: string, length: number): Map<number, Float64Array> {
    const { generation } = runner.time.recording;
    const there = this.#known.get(runner);
    if (there?.generation === generation && there.key === key && there.rows.size * length < maxKept) return there.rows;
    const fresh = { generation, key, rows: new Map<number, Float64Array>() };
    this.#known.set(runner, fresh);
    return fresh.rows;
  }
}
