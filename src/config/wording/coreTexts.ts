/** The words for how a training ends. */
import type { OutcomeCode } from '../../core/training/outcome.ts';
import type { NoticeTexts } from './noticeTexts.ts';

export const coreTexts: NoticeTexts<OutcomeCode> = {
  'outcome.epochs': ['Finished after 1 epoch.', 'Finished after {0} epochs.'],
  'outcome.diverged': [
    'Diverged after 1 step: in the next one {1} has a non-finite value.',
    'Diverged after {0} steps: in the next one {1} has a non-finite value.',
  ],
  'outcome.exploded': [
    'Diverged after 1 step: the cost is {1}, a million times what it was.',
    'Diverged after {0} steps: the cost is {1}, a million times what it was.',
  ],
  'outcome.earlyStoppingValidation':
    'Stopped early after epoch {0}: no better validation cost for {1}; weights of epoch {2} put back.',
  'outcome.earlyStoppingTraining':
    'Stopped early after epoch {0}: no better training cost for {1}; weights of epoch {2} put back.',
  'outcome.patience': ['1 epoch', '{0} epochs'],
};
