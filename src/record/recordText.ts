/**
 * `run.json`: JSON with a line a field, so that two versions of it can be compared, and a checksum in its first field, so that what was
 * cut off or changed is never taken for whole.
 */
import { decodeUtf8, encodeUtf8 } from '../data/csv/textCodec.ts';
import { PipelineError } from '../data/dataset/steps/untrusted.ts';
import { ModelFileError } from '../model/errors.ts';
import { parseJson, type PlainObject } from '../model/untrustedJson.ts';
import { RecordError } from './errors.ts';
import { readRecord } from './readRecord.ts';
import type { RunRecord } from './runRecord.ts';

const formatName = 'neural-network-explorer run';
const formatVersion = 1;
export const recordFormat = `${formatName} ${formatVersion}`;

/** In hexadecimal. */
export type Sha256 = (bytes: Uint8Array) => string;

const blank = '0'.repeat(64);
const opening = '{\n  "checksum": "';
const sum = /^[0-9a-f]{64}$/;

export function encodeRecord(record: RunRecord, sha256: Sha256): Uint8Array {
  const json = { checksum: blank, format: recordFormat, ...record };
  const text = `${onOneLine(JSON.stringify(json, withoutNaN, 2))}\n`;
  return encodeUtf8(withChecksum(text, sha256(encodeUtf8(text))));
}

/** Lists of numbers on one line each: a curve is not a thousand of them. No text in JSON holds a line break. */
function onOneLine(text: string): string {
  return text.replace(
    /\[\n\s+((?:[-+.\deE]+|null)(?:,\n\s+(?:[-+.\deE]+|null))*)\n\s+\]/g,
    (_, numbers: string) => `[${numbers.replace(/,\n\s+/g, ', ')}]`,
  );
}

function withoutNaN(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

function withChecksum(text: string, checksum: string): string {
  return `${opening}${checksum}${text.slice(opening.length + blank.length)}`;
}

/** @throws RecordError: one sentence */
export function decodeRecord(bytes: Uint8Array, sha256: Sha256): RunRecord {
  const text = textOf(bytes);
  const checksum = text.slice(opening.length, opening.length + blank.length);
  if (!text.startsWith(opening) || !sum.test(checksum)) throw new RecordError('record.text');
  if (sha256(encodeUtf8(withChecksum(text, blank))) !== checksum) throw new RecordError('record.checksum');
  const { checksum: _sum, format, ...rest } = json(encodeUtf8(text));
  requireFormat(format);
  try {
    return readRecord(rest);
  } catch (error) {
    if (error instanceof PipelineError) throw new RecordError('record.field', error.message);
    throw error;
  }
}

/** A version control that turns line ends changes nothing. */
function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes).replaceAll('\r\n', '\n');
  } catch {
    throw new RecordError('record.text');
  }
}

function json(bytes: Uint8Array): PlainObject {
  try {
    return parseJson(bytes);
  } catch (error) {
    if (error instanceof ModelFileError) throw new RecordError('record.text');
    throw error;
  }
}

function requireFormat(format: unknown): void {
  if (typeof format !== 'string' || !format.startsWith(`${formatName} `)) throw new RecordError('record.text');
  const version = Number(format.slice(formatName.length + 1));
  if (!Number.isInteger(version) || version < 1) throw new RecordError('record.text');
  if (version > formatVersion) throw new RecordError('record.newer', format, recordFormat);
}
