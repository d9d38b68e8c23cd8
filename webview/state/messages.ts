/** Messages from the host, looked at before they are believed: what has not the form of one is ignored. */
import type { Frame } from '../../src/protocol/frame.ts';
import { tabIds, type ToView } from '../../src/protocol/viewMessages.ts';

/** The message, or `null`. Typed arrays that came as plain buffers are wrapped again. */
export function toViewMessage(data: unknown): ToView | null {
  if (!isObject(data)) return null;
  switch (data['type']) {
    case 'run':
      return isObjectOrNull(data['run']) && isObjectOrNull(data['status']) ? (data as unknown as ToView) : null;
    case 'status':
      return isObject(data['status']) ? (data as unknown as ToView) : null;
    case 'alive':
      return { type: 'alive' };
    case 'texts':
      return isObject(data['texts']) ? (data as unknown as ToView) : null;
    case 'answer':
      return typeof data['id'] === 'number' && typeof data['ok'] === 'boolean' ? (data as unknown as ToView) : null;
    case 'columns':
      return isObjectOrNull(data['columns']) && typeof data['problem'] === 'string'
        ? (data as unknown as ToView)
        : null;
    case 'predictions':
      return Array.isArray(data['list']) ? (data as unknown as ToView) : null;
    case 'comparePage':
    case 'model':
    case 'sweepPage':
      return isObject(data['page'] ?? data['model']) ? (data as unknown as ToView) : null;
    case 'triedRow':
      return Array.isArray(data['cells']) ? (data as unknown as ToView) : null;
    case 'lookAtPrediction':
      return typeof data['id'] === 'number' ? { type: 'lookAtPrediction', id: data['id'] } : null;
    case 'predictedRows':
      return typeof data['id'] === 'number' && typeof data['from'] === 'number' && Array.isArray(data['rows'])
        ? (data as unknown as ToView)
        : null;
    case 'exportPicture':
      return { type: 'exportPicture', format: data['format'] === 'svg' ? 'svg' : 'png' };
    case 'comparable':
      return Array.isArray(data['runs']) ? (data as unknown as ToView) : null;
    case 'compared':
      return isObject(data['compared']) ? (data as unknown as ToView) : null;
    case 'frame':
      return frameMessage(data['frame']);
    default:
      return turnMessage(data['type'], data['tab']);
  }
}

const turns = ['lookAtColumns', 'lookAtGradients', 'present'] as const;

/** What the page is to look like; `null` of what is no message at all. */
function turnMessage(type: unknown, requested: unknown): ToView | null {
  const turn = turns.find((one) => one === type);
  if (turn) return { type: turn };
  if (type !== 'showTab') return null;
  const tab = tabIds.find((id) => id === requested);
  return tab ? { type: 'showTab', tab } : null;
}

function frameMessage(frame: unknown): ToView | null {
  if (!isObject(frame) || !Array.isArray(frame['sections']) || typeof frame['frame'] !== 'number') return null;
  const numbers = frame['numbers'];
  if (numbers instanceof Float32Array) return { type: 'frame', frame: frame as unknown as Frame };
  if (numbers instanceof ArrayBuffer)
    return { type: 'frame', frame: { ...(frame as unknown as Frame), numbers: new Float32Array(numbers) } };
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isObjectOrNull(value: unknown): boolean {
  return value === null || isObject(value);
}
