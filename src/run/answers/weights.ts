/** "setWeight" and "undoWeight": parameters set by hand. */
import { unitsOf } from '../../core/network/shape.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import type { TrainingSettings } from '../../core/training/settings.ts';
import type { WeightAnswer } from '../../protocol/answers.ts';
import type { Mark } from '../../protocol/run.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { markLabel } from '../../config/facts/markLabel.ts';
import { setParameter, undoParameter } from '../loop/timeTravel.ts';
import { QueryError, requireLayer, type QueryContext } from '../inspect/queryContext.ts';

type Stamped = WeightAnswer & { readonly step: number; readonly live: boolean };
type WeightAddress = Pick<QueryMap['setWeight'], 'layer' | 'unit' | 'input'>;

const nothing = {
  layer: null,
  unit: null,
  input: null,
  before: null,
  value: null,
  takenFrom: null,
  settings: null,
} as const;

export function setWeight({ layer, unit, input, value }: QueryMap['setWeight'], scene: QueryContext): Stamped {
  const { before, settings } = setParameter(scene.runner, positionOf({ layer, unit, input }, scene), value);
  return stamped({ ...nothing, layer, unit, input, before, value, settings: kept(settings, scene) }, scene);
}

export function undoWeight(_query: QueryMap['undoWeight'], scene: QueryContext): Stamped {
  const edit = undoParameter(scene.runner);
  if (!edit) return stamped(nothing, scene);
  const settings = kept(edit.settings, scene);
  if (edit.kind === 'weights') return stamped({ ...nothing, takenFrom: edit.from, settings }, scene);
  const { position, before, value } = edit;
  return stamped({ ...nothing, ...addressOf(position, scene.spec), before: value, value: before, settings }, scene);
}

/** A mark where the step that the run went to had other settings than those that stay in force. */
function kept(settings: TrainingSettings, { runner: { trainer } }: QueryContext): Mark | null {
  const label = markLabel(settings, trainer.settings);
  return label === null ? null : { step: trainer.step, label };
}

/** The run may be at another step now. */
function stamped(answer: Omit<WeightAnswer, 'undoable'>, { runner }: QueryContext): Stamped {
  return { ...answer, undoable: runner.edits.undoable, step: runner.trainer.step, live: runner.time.isLive };
}

/** Where the parameter lies in the block W¹ b¹ W² b² … @throws QueryError when there is none */
function positionOf({ layer, unit, input }: WeightAddress, scene: QueryContext): number {
  requireLayer(scene, layer, 1);
  const units = unitsOf(scene.spec, layer);
  const before = unitsOf(scene.spec, layer - 1);
  if (unit >= units) throw new QueryError('query.noUnit', unit + 1, layer, units);
  if (input !== null && input >= before) throw new QueryError('query.noWeight', input + 1, before);
  const { W, b } = scene.moment.parameters;
  const offset = (view: Float64Array) => view.byteOffset / Float64Array.BYTES_PER_ELEMENT;
  return input === null ? offset(b[layer]!) + unit : offset(W[layer]!) + unit * before + input;
}

/** Which parameter that is. */
export function addressOf(position: number, spec: NetworkSpec): WeightAddress {
  let offset = position;
  for (let layer = 1; layer <= spec.layers.length; layer++) {
    const units = unitsOf(spec, layer);
    const before = unitsOf(spec, layer - 1);
    if (offset < units * before) return { layer, unit: Math.floor(offset / before), input: offset % before };
    offset -= units * before;
    if (offset < units) return { layer, unit: offset, input: null };
    offset -= units;
  }
  throw new RangeError(`Position ${position} lies behind the last parameter.`);
}
