/** What happened to the table on its way to the network: told wherever figures of a network come out. */
import { noticeText } from '../../config/wording/notice.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import type { Setup } from '../input/setup.ts';
import { locatedMessage } from '../terminal/failure.ts';
import { repairLines } from './repairReport.ts';

/** The guesses of the configuration, then what was repaired, dropped, left out or is doubtful, each with its line. */
export function dataNotes({ table, shownData, remarks }: Setup, dataset: Dataset): string[] {
  const repairs = repairLines(shownData, [...table.repairs, ...dataset.repairs], table.repairsOmitted);
  return [...remarks, ...repairs, ...dataset.notes.map((note) => locatedMessage(shownData, noticeText(note)))];
}
