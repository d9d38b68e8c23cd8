/** What a fix may look at, and the form in which it is proposed. */
import type { TableSummary } from '../../../data/columns/summary.ts';
import type { DatasetFacts } from '../../facts/datasetFacts.ts';
import { setValues } from '../../text/edit.ts';
import { ConfigError } from '../../text/errors.ts';
import type { Problem } from '../../schema/problem.ts';
import type { NetworkConfig } from '../../schema/schema.ts';
import type { PreflightFacts } from '../../facts/preflightFacts.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { Node, Path } from '../../text/tree.ts';
import { localize } from '../../wording/localize.ts';

export interface FixContext {
  readonly text: string;
  readonly root: Node | undefined;
  /** `null` while the text has errors. */
  readonly config: NetworkConfig | null;
  readonly problem: Problem;
  readonly summary: TableSummary | null;
  readonly facts: DatasetFacts | null;
  readonly start: PreflightFacts | null;
  readonly files: readonly string[];
}

export interface FixDraft {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A fix that sets one key (`undefined` removes it); without edits when the text does not allow it. */
export function setting(text: string, title: string, path: Path, value: unknown): FixDraft {
  return settings(text, title, [{ path, value }]);
}

/** The same for several keys at once. */
export function settings(
  text: string,
  title: string,
  values: readonly { readonly path: Path; readonly value: unknown }[],
): FixDraft {
  try {
    return { title, edits: setValues(text, values) };
  } catch (error) {
    if (error instanceof ConfigError) return { title, edits: [] };
    throw error;
  }
}

/** Puts a text in the place of the problem. */
export function replacing({ problem }: FixContext, replacement: string): FixDraft {
  return {
    title: localize('Replace with {0}', replacement),
    edits: [{ offset: problem.offset, length: problem.length, text: replacement }],
  };
}
