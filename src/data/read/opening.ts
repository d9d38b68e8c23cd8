/** What stands above the rows of a file and is no row: lines to skip, comments, the header of ARFF. */
import { decodeLoosely } from '../csv/textCodec.ts';
import { type ArffHeader, arffHeader } from './arff.ts';
import { refuseForeign } from './foreignFormat.ts';
import { findComments, firstLines, openingLine } from './openingLines.ts';
import type { TableOptions } from './readOptions.ts';
import { afterLines, type TextSample } from './textSample.ts';

export interface Opening {
  /** Lines above the rows that are skipped. */
  readonly lines: number;
  readonly kind: 'sepLine' | 'encodingLine' | 'skipLines' | 'arff' | null;
  /** What the file itself says. */
  readonly delimiter: string | undefined;
  readonly comment: string;
  /** Comments that the rows begin with. */
  readonly leadingComments: number;
  readonly arff: ArffHeader | null;
}

const textLooked = 1 << 16;

/** @throws DataError when the text is of a format that is named and not read */
export function openingOf(sample: TextSample, options: TableOptions): Opening {
  const start = decodeLoosely(sample.bytes.subarray(0, Math.min(sample.end, textLooked)));
  if (options.delimiter === undefined) refuseForeign(start);
  const arff = arffHeader(arffText(sample, start));
  if (arff) {
    const comment = options.comment ?? '%';
    return { lines: arff.lines, kind: 'arff', delimiter: undefined, comment, leadingComments: 0, arff };
  }
  const first = options.skipLines === undefined ? openingLine(sample.bytes, sample.end) : null;
  const lines = options.skipLines ?? (first ? 1 : 0);
  const found = options.comment === undefined ? findComments(linesAfter(sample, lines)) : null;
  return {
    lines,
    kind: first?.kind ?? (lines > 0 ? 'skipLines' : null),
    delimiter: first?.delimiter ?? undefined,
    comment: options.comment ?? found?.mark ?? '',
    leadingComments: found?.leading ?? 0,
    arff: null,
  };
}

/** Names of many columns may fill more than the beginning. */
function arffText(sample: TextSample, start: string): string {
  return /^\s*(?:%|@relation)/i.test(start) ? decodeLoosely(sample.bytes.subarray(0, sample.end)) : start.slice(0, 200);
}

function linesAfter(sample: TextSample, lines: number): string[] {
  return firstLines(sample.bytes, sample.end, afterLines(sample, lines));
}
