/** Fixes of keys and values that the schema does not know: the nearest name, the nearest allowed value, an example that works. */
import { removeValue, setValues } from '../../text/edit.ts';
import { type KeyInfo, keyAt, keyTable } from '../../schema/keyTable.ts';
import { removeLayer } from '../layerEdits.ts';
import { type Node, nodeAt, nodeValue } from '../../text/tree.ts';
import { checkValue } from '../../text/checkValue.ts';
import { type FixContext, type FixDraft, replacing, setting } from './fixContext.ts';
import { localize } from '../../wording/localize.ts';

/** Most words of an enumeration that are offered one by one. */
const maxWords = 8;

/** Fixes for the codes of the schema. */
export function valueFixes(context: FixContext): FixDraft[] {
  const { problem, text } = context;
  const nearest = problem.suggestion === undefined ? [] : [replacing(context, problem.suggestion)];
  switch (problem.code) {
    case 'unknownKey':
      return [
        ...nearest,
        ...moveKey(context),
        { title: localize('Remove this key'), edits: removeValue(text, problem.path) },
      ];
    case 'missingKey':
      return missingKey(context);
    case 'unknownValue':
      return [...nearest, ...withoutOutput(context), ...otherWords(context)];
    case 'outOfRange':
    case 'wrongType':
      return acceptable(context).map((value) =>
        setting(text, localize('Replace with {0}', JSON.stringify(value)), problem.path, value),
      );
    default:
      return nearest;
  }
}

/** A key that exists one level up or down, with its value. */
function moveKey({ text, root, problem }: FixContext): FixDraft[] {
  const name = String(problem.path.at(-1));
  const node = nodeAt(root, problem.path);
  const home = keyTable().find(
    (key) => key.name === name && !key.path.includes('*') && key.path !== problem.path.join('.'),
  );
  if (!home || !node || problem.suggestion !== undefined) return [];
  const path = home.path.split('.');
  const value = nodeValue(node);
  if (nodeAt(root, path) || checkValue(path, value)) return [];
  const title =
    path.length > 1
      ? localize('Move to {0}', JSON.stringify(path.slice(0, -1).join('.')))
      : localize('Move to the outermost braces');
  const edits = setValues(text, [
    { path: problem.path, value: undefined },
    { path, value },
  ]);
  return [{ title, edits }];
}

function missingKey({ text, problem, summary, files }: FixContext): FixDraft[] {
  const key = keyAt(problem.path);
  if (!key) return [];
  const targets = key.path === 'data.target' && summary?.target ? [summary.target.name] : [];
  const known = key.path === 'data.file' ? files : targets;
  const values: unknown[] = known.length > 0 ? known.slice(0, maxWords) : [key.metadata.example];
  return values.map((value) =>
    setting(text, localize('Add {0}', `${JSON.stringify(key.name)}: ${JSON.stringify(value)}`), problem.path, value),
  );
}

/** A layer with softmax was meant as the output layer, which is not listed. */
function withoutOutput({ text, root, problem }: FixContext): FixDraft[] {
  const [part, name, index] = problem.path;
  const isLayer = part === 'network' && name === 'layers' && typeof index === 'number';
  if (!isLayer || nodeAt(root, problem.path)?.value !== 'softmax') return [];
  return [{ title: localize('Remove layer {0}', index + 1), edits: removeLayer(text, index) }];
}

function otherWords(context: FixContext): FixDraft[] {
  const words = (keyAt(context.problem.path)?.options ?? []).map((word) => JSON.stringify(word));
  return words
    .filter((word) => word !== context.problem.suggestion)
    .slice(0, maxWords)
    .map((word) => replacing(context, word));
}

/** Values near the one that is there and allowed; the example when nothing is near. */
function acceptable({ root, problem }: FixContext): unknown[] {
  const key = keyAt(problem.path);
  const node = nodeAt(root, problem.path);
  if (!key || !node) return [];
  const near = nearValue(key, node);
  const values = near === undefined || checkValue(problem.path, near) !== undefined ? [key.metadata.example] : [near];
  return key.kind === 'boolean' ? [...new Set([...values, true, false])] : values;
}

const words: ReadonlyMap<unknown, boolean> = new Map(
  Object.entries({ yes: true, no: false, true: true, false: false, on: true, off: false }),
);

function nearValue(key: KeyInfo, node: Node): unknown {
  const value: unknown = node.type === 'object' || node.type === 'array' ? undefined : node.value;
  switch (key.kind) {
    case 'number':
    case 'integer':
    case 'batch':
      return nearNumber(key, typeof value === 'string' ? Number(value.replace(',', '.')) : value);
    case 'boolean':
      return typeof value === 'number' ? value !== 0 : words.get(String(value).toLowerCase());
    case 'list':
      return typeof value === 'string' && key.name === 'features' ? [value] : undefined;
    default:
      return undefined;
  }
}

/** The bound that was overstepped, where the bound itself is allowed. */
function nearNumber({ kind, min, max }: KeyInfo, value: unknown): unknown {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const whole = kind === 'number' ? value : Math.round(value);
  return Math.min(max ?? whole, Math.max(min ?? whole, whole));
}
