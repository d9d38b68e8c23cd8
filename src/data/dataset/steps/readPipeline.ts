/** A pipeline as JSON, and back from whoever wrote it: what is read is checked to the last figure before anything is done with it. */
import type { Task } from '../../columns/summary.ts';
import type { Encoding, Pipeline, TargetEncoding } from './pipeline.ts';
import { readSteps } from './readSteps.ts';
import { Untrusted } from './untrusted.ts';

const tasks: readonly Task[] = ['binary', 'multiclass', 'regression'];

/** Plain data that `JSON.stringify` writes and `readPipeline` reads back, every figure the same. */
export function pipelineJson({ encodings, task, targets, classes }: Pipeline): object {
  return { encodings, task, targets, classes };
}

/**
 * @param json what `JSON.parse` gave
 * @param place what the pipeline is called in messages: "pipeline"
 * @throws PipelineError that names the place of the first thing that is wrong
 */
export function readPipeline(json: unknown, place = 'pipeline'): Pipeline {
  const at = new Untrusted(json, place).object(['encodings', 'task', 'targets', 'classes']);
  const task = at('task').oneOf(tasks);
  const classes = at('classes').list((entry) => entry.text());
  const encodings = at('encodings').list(readEncoding);
  const targets = at('targets').list((entry) => readTarget(entry, task, classes));
  if (targets.length === 0 || (targets.length > 1 && task !== 'regression')) at('targets').fail('targets');
  return { encodings, task, targets, classes };
}

function readEncoding(entry: Untrusted): Encoding {
  const at = entry.object(['inputs', 'steps']);
  const { steps, lanes } = readSteps(at('steps'));
  const inputs = at('inputs').list((name) => name.text());
  if (lanes.some(({ words }) => words !== null)) at('steps').fail('lane');
  if (inputs.length !== lanes.length) at('inputs').fail('inputs', lanes.length);
  return { inputs, steps };
}

function readTarget(entry: Untrusted, task: Task, classes: readonly string[]): TargetEncoding {
  const at = entry.object(['column', 'steps']);
  const { steps, lanes } = readSteps(at('steps'));
  if (lanes.some(({ words }) => words !== null)) at('steps').fail('lane');
  if (lanes.length !== (task === 'multiclass' ? classes.length : 1)) at('steps').fail('classes', classes.length);
  return { column: at('column').text(), steps };
}
