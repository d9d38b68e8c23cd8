/** The optimiser's running averages as matrices of W and b. */
import { createParameters, type Parameters } from '../../core/network/arena.ts';
import type { AverageName } from '../../protocol/subjects.ts';
import { QueryError, type QueryContext } from './queryContext.ts';

/** @throws QueryError in the past, of which they are not known */
export function averagesOf(which: AverageName, { runner, spec, moment }: QueryContext): Parameters {
  if (!moment.live) throw new QueryError('query.presentOnly');
  const { trainer } = runner;
  const { firstMoment, secondMoment, updates, settings } = trainer.checkpoint();
  const isFirst = which.startsWith('v');
  const values = isFirst ? firstMoment : secondMoment;
  if (!which.includes('Hat') || updates === 0) return createParameters(spec, values);
  const share = 1 - (isFirst ? settings.beta1 : settings.beta2) ** updates;
  return createParameters(
    spec,
    values.map((value) => value / share),
  );
}
