/** The words for what may be wrong with the record of a run, or stands in the way of going on with it. */
import { localize, msg } from './localize.ts';
import type { NoticeText } from './noticeTexts.ts';

export const recordTexts = {
  'record.missing': 'There is no file {0}.',
  'record.checksum': 'Its checksum does not fit its text: it was changed or damaged.',
  'record.text': 'It is no record of a run.',
  'record.newer':
    'It has the format "{0}", and this version reads up to "{1}": update Neural Network Explorer to open it.',
  'record.field': 'It cannot be used: {0}',
  'record.file': 'Its file {0} is not the one that was written: it was changed, damaged or lost.',
  'record.curve': 'Its file {0} is no piece of a curve.',
  'record.checkpoint': 'Its checkpoint of step {0} cannot be used.',
} as const satisfies Readonly<Record<string, NoticeText>>;

export type RecordNoticeCode = keyof typeof recordTexts;

const recordStateTexts = {
  training: msg('training'),
  interrupted: msg('interrupted'),
  finished: msg('finished'),
  diverged: msg('diverged'),
  stopped: msg('stopped'),
};

/** How a recorded run stands, in a word. */
export function recordStateText(state: keyof typeof recordStateTexts): string {
  return localize(recordStateTexts[state]);
}
