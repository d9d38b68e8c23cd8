/**
 * The border to the views. Whatever arrives is `unknown`; what passes is rebuilt field by field, so that nothing else
 * travels along, and names only commands and hyperparameters that exist. Everything else is `null`: it changes nothing.
 */
import { columnRoles } from '../config/facts/columnRoles.ts';
import type { RawValue } from '../data/columns/cellOfTable.ts';
import { columnTypes } from '../data/columns/summary.ts';
import { predictionActions } from './predictionView.ts';
import { sweepCommands } from './sweep/sweepPage.ts';
import { validateQuery } from './validateQuery.ts';
import { type FromView, keyFocuses, saveFormats, type ViewCommand, viewCommands } from './viewMessages.ts';

/** Whether a view may set the value at the path. */
export type SettingJudge = (path: string, value: unknown) => value is number | string | boolean;

const maxText = 2000;
const maxName = 200;
/** Columns that a page may have sent at once, and the longest name of one. */
const maxColumns = 1000;
/** Lines of predictions at once. */
const maxRows = 1000;
const maxColumnName = 100_000;
const maxFile = 32 << 20;

/** The message as a value of its own, or `null` when it is not one a view may send. Never throws. */
export function validateFromView(message: unknown, isAllowed: SettingJudge): FromView | null {
  try {
    return isRecord(message) ? validate(message, isAllowed) : null;
  } catch {
    // A getter or proxy that throws is no message either.
    return null;
  }
}

function validate(message: Readonly<Record<string, unknown>>, isAllowed: SettingJudge): FromView | null {
  switch (own(message, 'type')) {
    case 'ready':
      return { type: 'ready' };
    case 'alive':
      return { type: 'alive' };
    case 'ack':
      return acknowledgement(own(message, 'runId'), own(message, 'frame'));
    case 'command':
      return command(own(message, 'command'));
    case 'set':
      return setting(own(message, 'path'), own(message, 'value'), isAllowed);
    case 'columns':
      return stretch(own(message, 'from'), own(message, 'count'));
    case 'column':
      return columnChange(own(message, 'name'), own(message, 'change'));
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
    case 'keys':
      return keys(own(message, 'focus'));
    case 'error':
      return report(own(message, 'message'));
    default:
      return validateBeside(message);
  }
}

/** Of pages, or parts of one, that are about something beside a run. */
function validateBeside(message: Readonly<Record<string, unknown>>): FromView | null {
  switch (own(message, 'type')) {
    case 'predictedRows':
      return predictedRows(own(message, 'id'), own(message, 'from'), own(message, 'count'));
    case 'tryRow':
      return triedRow(own(message, 'id'), own(message, 'values'));
    case 'showCompared':
      return compared(own(message, 'index'));
    case 'openMember':
      return openedMember(own(message, 'place'));
    case 'sweep':
      return sweepCommand(own(message, 'command'));
    case 'prediction':
      return prediction(own(message, 'id'), own(message, 'action'));
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

function setting(path: unknown, value: unknown, isAllowed: SettingJudge): FromView | null {
  return isText(path, maxName) && isAllowed(path, value) ? { type: 'set', path, value } : null;
}

function stretch(from: unknown, count: unknown): FromView | null {
  return isCount(from) && isCount(count) && count <= maxColumns ? { type: 'columns', from, count } : null;
}

function predictedRows(id: unknown, from: unknown, count: unknown): FromView | null {
  const isAsked = isCount(id) && isCount(from) && isCount(count) && count <= maxRows;
  return isAsked ? { type: 'predictedRows', id, from, count } : null;
}

function triedRow(id: unknown, values: unknown): FromView | null {
  if (!isCount(id) || !Array.isArray(values) || values.length > maxColumns) return null;
  const known = values.map((value: unknown) => (isRawValue(value) ? value : undefined));
  return known.some((value) => value === undefined) ? null : { type: 'tryRow', id, values: known as RawValue[] };
}

function isRawValue(value: unknown): value is RawValue {
  return value === null || isText(value, maxText) || (typeof value === 'number' && Number.isFinite(value));
}

function compared(index: unknown): FromView | null {
  return isCount(index) ? { type: 'showCompared', index } : null;
}

function openedMember(place: unknown): FromView | null {
  return isCount(place) ? { type: 'openMember', place } : null;
}

function sweepCommand(name: unknown): FromView | null {
  const known = sweepCommands.find((candidate) => candidate === name);
  return known ? { type: 'sweep', command: known } : null;
}

function prediction(id: unknown, action: unknown): FromView | null {
  const known = predictionActions.find((candidate) => candidate === action);
  return isCount(id) && known ? { type: 'prediction', id, action: known } : null;
}

function columnChange(name: unknown, change: unknown): FromView | null {
  if (typeof name !== 'string' || name.length > maxColumnName || !isRecord(change)) return null;
  const derived = own(change, 'derived');
  if (typeof derived === 'boolean') return { type: 'column', name, change: { derived } };
  const requested = { type: own(change, 'type'), role: own(change, 'role') };
  if (requested.type === null) return { type: 'column', name, change: { type: null } };
  const type = columnTypes.find((candidate) => candidate === requested.type);
  if (type) return { type: 'column', name, change: { type } };
  const role = columnRoles.find((candidate) => candidate === requested.role);
  return role ? { type: 'column', name, change: { role } } : null;
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

function keys(focus: unknown): FromView | null {
  const known = keyFocuses.find((candidate) => candidate === focus);
  return known ? { type: 'keys', focus: known } : null;
}

function report(message: unknown): FromView | null {
  return typeof message === 'string' ? { type: 'error', message: message.slice(0, maxText) } : null;
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
