/** The words for what becomes of engines and threads. */
import type { NoticeText } from './noticeTexts.ts';

export const engineTexts = {
  'engine.leftOut': 'The engine {0} ({1}) is not used here: {2}.',
  'engine.noFloat32': 'No engine computes this network in float32 here: it is computed in float64.',
  'engine.noFused':
    'The faster engine that `reproducible: false` allows is not to be had here: every bit is that of a reproducible training.',
  'engine.differs': 'it differs from the reference by {0}',
  'engine.slow': 'it is {0} times as fast as {1}',
  'engine.failed': '{0}',
  'engine.oneThread': 'This training goes on without further threads: {0}.',
  'thread.differs': 'they do not come to the same numbers as one thread',
  'thread.ended': 'one of them has ended',
  'thread.lost': 'one of them did not come back',
  'thread.noMemory': 'their memory cannot be had ({0})',
} as const satisfies Readonly<Record<string, NoticeText>>;
