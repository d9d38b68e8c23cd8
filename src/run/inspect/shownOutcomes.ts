/** What the network says of the shown examples, which the pictures of the fit have over them. */
import type { ShownOutcomes } from '../../protocol/answers.ts';
import { pick } from './parameterSnapshot.ts';
import { forwardOf, type QueryContext } from './queryContext.ts';
import { outputRows } from './prediction.ts';

export function shownOutcomes(scene: QueryContext): ShownOutcomes {
  const { X, Y, m } = pick(scene.spec, scene.dataset.train, Uint32Array.from(scene.shown));
  const output = outputRows(scene, forwardOf(scene, X, m).A.at(-1)!, m);
  return { output, target: scene.dataset.task === 'regression' ? outputRows(scene, Y, m) : new Float64Array(0) };
}
