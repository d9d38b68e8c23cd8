/** Fixes of the syntax: a comma, a colon, quotes, a bracket that was forgotten. */
import { removeEntry } from '../../text/container.ts';
import { syntaxTexts } from '../../text/syntaxTexts.ts';
import { nodeAt, type Node } from '../../text/tree.ts';
import type { FixContext, FixDraft } from './fixContext.ts';
import { localize } from '../../wording/localize.ts';

/** Fixes for the codes `syntax` and `duplicateKey`. */
export function textFixes(context: FixContext): FixDraft[] {
  const { problem } = context;
  if (problem.code === 'syntax') return syntaxFixes(context);
  return problem.code === 'duplicateKey' ? removeDuplicate(context) : [];
}

function syntaxFixes({ text, problem }: FixContext): FixDraft[] {
  const { offset, length } = problem;
  const found = text.slice(offset, offset + length);
  const end = endOfValueBefore(text, offset);
  switch (syntaxName(problem.message)) {
    case 'CommaExpected':
      return [{ title: localize('Insert a comma'), edits: [{ offset: end, length: 0, text: ',' }] }];
    case 'ColonExpected':
      return [{ title: localize('Insert a colon'), edits: [{ offset: end, length: 0, text: ':' }] }];
    case 'CloseBraceExpected':
      return [{ title: localize('Insert {0}', '}'), edits: [{ offset: text.length, length: 0, text: '}' }] }];
    case 'CloseBracketExpected':
      return [{ title: localize('Insert {0}', ']'), edits: [{ offset: text.length, length: 0, text: ']' }] }];
    case 'UnexpectedEndOfComment':
      return [{ title: localize('Close the comment'), edits: [{ offset: text.length, length: 0, text: ' */' }] }];
    case 'EndOfFileExpected':
      return [{ title: localize('Remove the rest'), edits: [{ offset, length: text.length - offset, text: '' }] }];
    default:
      return quoteFixes(text, offset, found);
  }
}

/** Which complaint of the parser it is. */
function syntaxName(message: string): keyof typeof syntaxTexts | undefined {
  const names = Object.keys(syntaxTexts) as (keyof typeof syntaxTexts)[];
  return names.find((name) => localize(syntaxTexts[name]) === message);
}

/** Texts in single quotes or none. */
function quoteFixes(text: string, offset: number, found: string): FixDraft[] {
  const single = /^'([^'"\\\r\n]*)'/.exec(text.slice(offset, offset + 200));
  if (single) {
    const quoted = JSON.stringify(single[1]);
    return [{ title: localize('Write {0}', quoted), edits: [{ offset, length: single[0].length, text: quoted }] }];
  }
  const open = /^"([^"\r\n,:]*)(?=[,\r\n]|$)/.exec(text.slice(offset, offset + 200));
  if (open)
    return [{ title: localize('Close the text'), edits: [{ offset: offset + open[0].length, length: 0, text: '"' }] }];
  if (!/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(found)) return [];
  return [
    {
      title: localize('Write {0}', JSON.stringify(found)),
      edits: [{ offset, length: found.length, text: JSON.stringify(found) }],
    },
  ];
}

/** Behind the last thing before the offset that is no blank; comments count as things only when they stand alone on their line. */
function endOfValueBefore(text: string, offset: number): number {
  const before = text
    .slice(0, offset)
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
  return before.trimEnd().length;
}

function removeDuplicate({ text, root, problem }: FixContext): FixDraft[] {
  const container: Node | undefined = nodeAt(root, problem.path.slice(0, -1));
  const index = (container?.children ?? []).findIndex((property) => property.children?.[0]?.offset === problem.offset);
  if (!container || index < 0) return [];
  return [{ title: localize('Remove this one'), edits: removeEntry(text, container, index) }];
}
