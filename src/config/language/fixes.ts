/** The light bulb: for each problem what would cure it, as edits of the text. */
import { columnFixes } from './fixes/columnFixes.ts';
import { configDocument } from '../text/configDocument.ts';
import { dataFixes } from './fixes/dataFixes.ts';
import { networkFixes } from './fixes/networkFixes.ts';
import { textFixes } from './fixes/textFixes.ts';
import { valueFixes } from './fixes/valueFixes.ts';
import type { FixContext } from './fixes/fixContext.ts';
import { readFacts } from '../facts/partialConfig.ts';
import type { Problem } from '../schema/problem.ts';
import type { PreflightFacts } from '../facts/preflightFacts.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import type { TextEdit } from '../text/textEdit.ts';

export interface Fix {
  /** As the menu shows it: `Replace with "species"`. */
  readonly title: string;
  /** Edits of the whole text, none of them overlapping. */
  readonly edits: readonly TextEdit[];
  /** Whether it is what was most probably meant. */
  readonly preferred: boolean;
}

/** Facts beyond text and table that some fixes need. */
export interface FixFacts {
  readonly start?: PreflightFacts | null;
  /** Names of tables beside the configuration, as it would name them. */
  readonly files?: readonly string[];
}

/**
 * What can be done about a problem of this text; the best first, none where nobody knows better than the user.
 * @param problem one that `problemsFor` or `fileProblem` gave for the same text
 */
export function fixesFor(
  text: string,
  problem: Problem,
  summary: TableSummary | null,
  facts: FixFacts = {},
): readonly Fix[] {
  const { config, root } = configDocument(text);
  const context: FixContext = {
    text,
    root,
    config,
    problem,
    summary,
    facts: readFacts(root, summary),
    start: facts.start ?? null,
    files: facts.files ?? [],
  };
  const drafts = [
    ...textFixes(context),
    ...valueFixes(context),
    ...dataFixes(context),
    ...columnFixes(context),
    ...networkFixes(context),
  ];
  return drafts
    .filter(({ edits }) => edits.length > 0)
    .map(({ title, edits }, index) => ({ title, edits, preferred: index === 0 && isSure(problem) }));
}

/** Only what names its own cure may be applied without looking. */
function isSure({ suggestion, code }: Problem): boolean {
  return (
    suggestion !== undefined ||
    [
      'targetAmongFeatures',
      'answerAmongInputs',
      'sentinelValue',
      'duplicateColumn',
      'unstableRate',
      'scalesApart',
    ].includes(code)
  );
}
