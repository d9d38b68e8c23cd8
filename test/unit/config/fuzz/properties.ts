/** What must hold of the configuration language for every text, cursor and table. */
import assert from 'node:assert/strict';
import { actionsAt } from '../../../../src/config/language/actions.ts';
import { columnReferenceAt, columnReferences, renameColumn } from '../../../../src/config/text/columnReferences.ts';
import { completionAt } from '../../../../src/config/language/completion.ts';
import { fileProblem } from '../../../../src/config/problems/fileProblem.ts';
import { fixesFor } from '../../../../src/config/language/fixes.ts';
import { foldsOf } from '../../../../src/config/text/folding.ts';
import { formatEdits } from '../../../../src/config/text/format.ts';
import { hoverAt } from '../../../../src/config/language/hover.ts';
import { layerHints } from '../../../../src/config/language/layerHints.ts';
import { dataFileLink } from '../../../../src/config/language/links.ts';
import { outlineOf } from '../../../../src/config/language/outline.ts';
import { configDocument } from '../../../../src/config/text/configDocument.ts';
import type { Problem } from '../../../../src/config/schema/problem.ts';
import { problemsFor } from '../../../../src/config/problems/problems.ts';
import { applyEdits, type TextEdit } from '../../../../src/config/text/textEdit.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';

/** Problems of one text whose fixes are tried: the first ones are like the others. */
const maxFixed = 3;

/** @throws AssertionError, or whatever the language itself throws, which it must not */
export function checkText(text: string, cursor: number, summary: TableSummary | null): void {
  const offset = cursor % (text.length + 1);
  const problems = problemsFor(text, summary);
  checkProblems(text, problems);
  for (const problem of problems.slice(0, maxFixed)) checkFixes(text, problem, summary);
  checkPositions(text, offset, summary);
  checkActions(text, offset, summary);
  inside(text, formatEdits(text, '  '));
  inside(text, renameColumn(text, 'species', 'kind'));
  unpolluted();
}

function checkProblems(text: string, problems: readonly Problem[]): void {
  const { config } = configDocument(text);
  const errors = problemsFor(text, null).filter(({ severity }) => severity === 'error');
  // A training takes no notice of what cannot be in a sweep.
  const failed = errors.some(({ path }) => config === null || path[0] !== 'sweep');
  assert.equal(config === null, failed, 'a configuration or an error');
  for (const { offset, length, line, column, message } of problems) {
    assert.ok(
      offset >= 0 && length >= 0 && offset + length <= Math.max(1, text.length),
      `${offset} + ${length} of ${text.length}`,
    );
    assert.ok(line >= 1 && column >= 1 && message.length > 10);
  }
}

function checkFixes(text: string, problem: Problem, summary: TableSummary | null): void {
  for (const { title, edits } of fixesFor(text, problem, summary, { files: ['a.csv'] })) {
    assert.ok(title.length > 3);
    inside(text, edits);
  }
}

function checkPositions(text: string, offset: number, summary: TableSummary | null): void {
  const hover = hoverAt(text, offset, summary);
  if (hover) assert.ok(hover.offset <= offset && offset <= hover.offset + hover.length);
  completionAt(text, offset, summary, ['a.csv']);
  for (const hint of layerHints(text, summary)) assert.ok(hint.offset <= text.length);
  for (const { start, end } of foldsOf(text)) assert.ok(start < end);
  for (const entry of outlineOf(text, summary)) assert.ok(entry.offset + entry.length <= text.length);
  for (const reference of columnReferences(text)) assert.ok(reference.offset + reference.length <= text.length);
  columnReferenceAt(text, offset);
  dataFileLink(text);
  fileProblem(text, { kind: 'missing' }, 'a.cs', ['a.csv']);
}

/** What acts on the whole text changes its form, never its meaning. */
function checkActions(text: string, offset: number, summary: TableSummary | null): void {
  for (const { name, kind, edits } of actionsAt(text, offset, summary)) {
    inside(text, edits);
    if (kind !== 'source') continue;
    const { config } = configDocument(text);
    if (config) assert.deepEqual(configDocument(applyEdits(text, edits)).config, config, name);
  }
}

/** Edits lie in the text, and no two of them in each other. */
function inside(text: string, edits: readonly TextEdit[]): void {
  const sorted = [...edits].sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const edit of sorted) {
    assert.ok(edit.offset >= end && edit.length >= 0, 'edits overlap');
    end = edit.offset + edit.length;
  }
  assert.ok(end <= text.length, 'an edit goes beyond the text');
}

function unpolluted(): void {
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.equal(([] as unknown as Record<string, unknown>)['polluted'], undefined);
  assert.deepEqual(Object.keys(Object.prototype), []);
}
