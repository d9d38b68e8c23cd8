/** `--set path=value` of the command line: the path is checked against the schema and the value typed by it. */
import { localize } from '../wording/localize.ts';
import { ConfigError } from './errors.ts';
import { columnMaps, type KeyInfo, keyAt, keyTable } from '../schema/keyTable.ts';
import { otherName } from '../schema/otherNames.ts';
import { didYouMean, nearestName } from './nearest.ts';
import { nodeValue, readTree } from './tree.ts';
import { checkValue } from './checkValue.ts';

export interface Setting {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/**
 * Reads `training.learningRate=0.1`, `network.layers.0.units=8`, `network.layers=[{"units":4}]` or `data.features=a,b`.
 * @throws ConfigError when there is no such key or the value does not fit it; the message names what is allowed.
 */
export function parseSet(text: string): Setting {
  const equals = text.indexOf('=');
  if (equals < 1)
    throw new ConfigError(
      localize('Expected path=value, for example training.learningRate=0.1; found {0}.', JSON.stringify(text)),
    );
  const path = pathOf(text.slice(0, equals).trim());
  const key = keyAt(path);
  // What a sweep tries is no value of a training.
  if (!key || path[0] === 'sweep') throw new ConfigError(unknownPath(text.slice(0, equals).trim()));
  const value = typedValue(key, text.slice(equals + 1).trim());
  const refusal = checkValue(path, value);
  if (refusal) throw new ConfigError(`${refusal}${hintFor(key, value)}`);
  return { path, value };
}

/** Every path that may be set; `*` stands for a number (layers count from 0) or a column. */
export function settablePaths(): string[] {
  return keyTable()
    .filter(({ kind, path }) => kind !== 'object' && !path.startsWith('sweep.'))
    .map((key) => key.path);
}

/** A column's name may hold dots. */
export function pathOf(text: string): (string | number)[] {
  for (const map of columnMaps) {
    const start = `data.${map}.`;
    if (text.startsWith(start)) return ['data', map, text.slice(start.length)];
  }
  return text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function unknownPath(path: string): string {
  const paths = settablePaths();
  const byName = paths.find((known) => known.endsWith(`.${path}`));
  const near = byName ?? elsewhereCalled(path, paths) ?? nearestName(path, paths);
  const hint = near ? localize('Did you mean {0}?', near) : localize('Allowed are {0}.', paths.join(', '));
  return `${localize('There is no key "{0}".', path)} ${hint}`;
}

/** The word that was probably meant, as a question. */
function hintFor({ options }: KeyInfo, value: unknown): string {
  const meant = typeof value === 'string' ? (otherName(value, options) ?? nearestName(value, options)) : undefined;
  return meant === undefined ? '' : ` ${didYouMean(meant)}`;
}

/** training.lr, or lr alone: what books and other programs call training.learningRate. */
function elsewhereCalled(path: string, paths: readonly string[]): string | undefined {
  const dot = path.lastIndexOf('.') + 1;
  const within = paths.filter((known) => known.startsWith(path.slice(0, dot)));
  const name = otherName(
    path.slice(dot),
    within.map((known) => known.slice(known.lastIndexOf('.') + 1)),
  );
  return name && within.find((known) => known.endsWith(`.${name}`));
}

function typedValue(key: KeyInfo, text: string): unknown {
  const literal = text === '' ? undefined : jsonValue(text);
  switch (key.kind) {
    case 'enum':
    case 'string':
    case 'batch':
      return typeof literal === 'string' || (key.kind === 'batch' && typeof literal === 'number') ? literal : text;
    case 'target':
      return typeof literal === 'string' || Array.isArray(literal) ? literal : text;
    case 'list':
      if (Array.isArray(literal)) return literal;
      return key.name === 'features' ? text.split(',').map((name) => name.trim()) : (literal ?? text);
    default:
      return literal ?? text;
  }
}

/** The JSON value, or `undefined` when the text is none. */
function jsonValue(text: string): unknown {
  const { root, problems } = readTree(text);
  return root && problems.length === 0 ? nodeValue(root) : undefined;
}
