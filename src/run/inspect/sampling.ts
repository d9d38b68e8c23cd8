/** Which examples stand for all where a picture over time needs a pass for each of many steps. */
import { examplesFor, quickWork } from '../budget.ts';
import type { Examples } from '../../core/network/examples.ts';
import { sampleOf } from '../curve/evaluator.ts';
import { pick } from './parameterSnapshot.ts';
import type { QueryContext } from './queryContext.ts';

const minExamples = 16;

const known = new WeakMap<QueryContext['dataset'], Examples>();

/** The shown examples, or fewer of them when the network is large; always the same ones. */
export function sampledExamples({ spec, dataset, shown, description }: QueryContext): Examples {
  const there = known.get(dataset);
  if (there) return there;
  const most = examplesFor(quickWork, description.parameters, minExamples);
  const sample = sampleOf(pick(spec, dataset.train, Uint32Array.from(shown)), most);
  known.set(dataset, sample);
  return sample;
}
