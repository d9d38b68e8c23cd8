/** The words for what a run, its worker, and the way between them and the host may say. */
import type { NoticeText } from './noticeTexts.ts';

export const runTexts = {
  'run.failed': 'Training failed at step {0}: {1}',
  'run.networkTooLarge':
    'The network has {0} parameters and needs about {1} GB of memory; this machine has {2} GB. Use fewer ' +
    'units or layers, or smaller batches.',
  'run.curveSample':
    'The curves are computed over {0} of {1} training examples, evenly spread, so that training keeps its speed.',
  'run.curveSamples':
    'The curves are computed over {0} of {1} training examples and {2} of {3} validation examples, evenly ' +
    'spread, so that training keeps its speed.',

  'progress.building': 'Building the data set and the network.',
  'progress.gradientCheck': 'Comparing the gradient with finite differences.',
  'progress.reproducing': 'Training again.',
  'progress.reading': 'Reading {0}.',
  'progress.predicting': '{0} s left',

  'query.noUnit': 'There is no unit {0} in layer {1}: it has {2}.',
  'query.noWeight': 'There is no weight {0}: the unit has {1} inputs.',
  'query.noLayer': 'There is no layer {0} here: expected {1} to {2}.',
  'query.noTrainingExample': 'There is no training example {0}: there are {1}.',
  'query.noValidationExample': 'There is no validation example {0}: there are {1}.',
  'query.noValidation': 'There are no validation examples: the configuration holds none back.',
  'query.noClass': 'There is no class {0}: there are {1}.',
  'query.noTarget': 'There is no target {0}: there are {1}.',
  'query.window': 'The window begins at {0}, beyond the last of {1}.',
  'query.plane': 'A plane needs two different inputs of the network.',
  'query.noInput': '"{0}" is no input of this network.',
  'query.presentOnly': 'The matrices of a step can be seen at the present only: go back to live.',
  'query.noStep': 'No step was begun yet: do the first phase of one.',

  'request.cancelled': 'Cancelled.',
  'request.closed': 'The run was closed.',
  'request.unsent': 'The request "{0}" could not be sent: {1}',
  'request.noNetwork': 'There is no network yet.',
  'request.stale': 'The run is not in this worker any more.',
  'request.noPrediction': 'Nothing was predicted yet.',
  'request.memory': 'There is not enough memory for this network and this table: use fewer units, or fewer rows.',
  'request.failed': '{0}',
  'request.unexpected': 'Unexpected failure: {0}',
  'worker.gone': 'A worker ended before its trainings were done (exit code {0}); try fewer at a time.',
  'worker.stopped': 'The training worker stopped: {0}.',
  'reader.stopped': 'The reader stopped: {0}.',
} as const satisfies Readonly<Record<string, NoticeText>>;

export type RunNoticeCode = keyof typeof runTexts;
