/** The words for why a run that is trained again comes to other numbers. */
import type { NoticeText } from './noticeTexts.ts';

export const reproduceTexts = {
  'reproduce.table': 'The table {0} has changed since, and no copy of it was kept.',
  'reproduce.rows': 'The table {0} has changed since: {2} lines differ, the first are {1}.',
  'reproduce.version': 'It was trained by version {0}, and this is {1}.',
  'reproduce.engine': 'It was computed by {0}, and now by {1}.',
  'reproduce.fused': 'With `reproducible: false` the same bits are promised on the same machine only.',
  'reproduce.edited':
    'Table, version and engine are the same: the record was changed, or the machine computes otherwise.',
} as const satisfies Readonly<Record<string, NoticeText>>;
