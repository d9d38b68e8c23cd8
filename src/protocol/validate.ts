/**
 * The border to the views. Whatever arrives is `unknown`; what passes is rebuilt field by field, so that nothing else
 * travels along, and names only commands and hyperparameters that exist. Everything else is `null`: it changes nothing.
 */
import { validateQuery } from './validateQuery.ts';
import { type FromView, saveFormats, type ViewCommand, viewCommands } from './viewMessages.ts';

/** What may be set from a view; the rows of the hyperparameter table have this form. */
export interface HyperparameterRule {
  /** "training.learningRate"; `*` stands for an index: "network.layers.*.units". */
  readonly path: string;
  readonly kind: 'number' | 'integer' | 'enum' | 'batch' | 'boolean';
  /** `null` where open. */
  readonly min: number | null;
  readonly max: number | null;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
  readonly options: readonly { readonly value: string }[];
}

const maxText = 2000;
const maxName = 200;
const maxFile = 32 << 20;

/** The message as a value of its own, or `null` when it is not one a view may send. Never throws. */
export function validateFromView(message: unknown, hyperparameters: readonly HyperparameterRule[]): FromView | null {
  try {
    return isRecord(message) ? validate(message, hyperparameters) : null;
  } catch {
    // A getter or proxy that throws is no message either.
    return null;
  }
}

function validate(
  message: Readonly<Record<string, unknown>>,
  hyperparameters: readonly HyperparameterRule[],
): FromView | null {
  switch (own(message, 'type')) {
    case 'ready':
      return { type: 'ready' };
    case 'ack':
      return acknowledgement(own(message, 'runId'), own(message, 'frame'));
    case 'command':
      return command(own(message, 'command'));
    case 'set':
      return setting(own(message, 'path'), own(message, 'value'), hyperparameters);
    case 'reveal':
      return reveal(own(message, 'line'));
    case 'query':
      return question(own(message, 'id'), own(message, 'slot'), own(message, 'query'));
    case 'seek':
      return seek(own(message, 'step'));
    case 'compare':
      return comparison(own(message, 'id'));
    case 'save':
      return save(own(message, 'name'), own(message, 'format'), own(message, 'content'));
    case 'error':
      return report(own(message, 'message'));
    default:
      return null;
  }
}

function acknowledgement(runId: unknown, frame: unknown): FromView | null {
  return isText(runId, maxName) && isCount(frame) ? { type: 'ack', runId, frame } : null;
}

function command(name: unknown): FromView | null {
  const known = viewCommands.find((candidate): candidate is ViewCommand => candidate === name);
  return known ? { type: 'command', command: known } : null;
}

function setting(path: unknown, value: unknown, hyperparameters: readonly HyperparameterRule[]): FromView | null {
  if (!isText(path, maxName)) return null;
  const rule = hyperparameters.find((candidate) => matches(path, candidate.path));
  return rule && isAllowed(value, rule) ? { type: 'set', path, value } : null;
}

/** Part by part; an index has at most two digits and is written as numbers are, so that no two paths mean the same. */
function matches(path: string, pattern: string): boolean {
  const parts = path.split('.');
  const expected = pattern.split('.');
  return (
    parts.length === expected.length &&
    expected.every((name, i) => (name === '*' ? /^(0|[1-9]\d?)$/.test(parts[i] ?? '') : name === parts[i]))
  );
}

function reveal(line: unknown): FromView | null {
  return isCount(line) && line >= 1 ? { type: 'reveal', line } : null;
}

function question(id: unknown, slot: unknown, raw: unknown): FromView | null {
  const query = validateQuery(raw);
  if (!query || !isCount(id)) return null;
  if (slot === undefined) return { type: 'query', id, query };
  return isText(slot, maxName) ? { type: 'query', id, slot, query } : null;
}

function seek(step: unknown): FromView | null {
  return step === 'live' || isCount(step) ? { type: 'seek', step } : null;
}

function comparison(id: unknown): FromView | null {
  return id === null || isText(id, maxText) ? { type: 'compare', id } : null;
}

/** A name is a name only: it cannot lead to another folder. */
function save(name: unknown, format: unknown, content: unknown): FromView | null {
  const known = saveFormats.find((candidate) => candidate === format);
  if (!known || !isText(name, maxName) || /[/\\:]|^\./.test(name) || !isText(content, maxFile)) return null;
  return { type: 'save', name, format: known, content };
}

function report(message: unknown): FromView | null {
  return typeof message === 'string' ? { type: 'error', message: message.slice(0, maxText) } : null;
}

function isAllowed(value: unknown, rule: HyperparameterRule): value is number | string | boolean {
  switch (rule.kind) {
    case 'number':
      return isWithin(value, rule);
    case 'integer':
      return isWithin(value, rule) && Number.isInteger(value);
    case 'batch':
      return value === 'full' || (isWithin(value, rule) && Number.isInteger(value));
    case 'enum':
      return rule.options.some((option) => option.value === value);
    case 'boolean':
      return typeof value === 'boolean';
  }
}

function isWithin(value: unknown, { min, max, minExclusive, maxExclusive }: HyperparameterRule): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  const aboveMin = min === null || (minExclusive ? value > min : value >= min);
  const belowMax = max === null || (maxExclusive ? value < max : value <= max);
  return aboveMin && belowMax;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own property: nothing is inherited from a prototype. */
function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
