/** The container: what is written is read again, and damaged bytes are one sentence's fault, never numbers. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ModelFileError } from '../../../src/model/errors.ts';
import { readForeign } from '../../../src/model/foreignWeights.ts';
import { modelFormat } from '../../../src/model/modelFile.ts';
import {
  encodeSafetensors,
  inMemory,
  readHeader,
  readTensor,
  requireShortMetadata,
  type SafetensorsHeader,
} from '../../../src/model/safetensors.ts';
import { trials } from '../../trials.ts';

const sample = (): Uint8Array =>
  encodeSafetensors(
    [
      { name: 'W1', shape: [2, 3], values: Float64Array.of(1, -2.5, 3e-300, 0, -0, 6) },
      { name: 'b1', shape: [2, 1], values: Float32Array.of(0.1, 7) },
    ],
    { format: 'test', 한글: '값', __proto__: 'an ordinary name' },
  );

/** A file of this header text over so many bytes of numbers. */
function fileOf(header: string, numbers: number): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + numbers);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

async function codeOf(bytes: Uint8Array): Promise<string> {
  try {
    const header = await readHeader(inMemory(bytes));
    for (const entry of header.tensors) await readTensor(inMemory(bytes), entry);
  } catch (error) {
    if (error instanceof ModelFileError) return error.notice.code;
    throw error;
  }
  return 'read';
}

const isError = (code: string) => (error: unknown) => error instanceof ModelFileError && error.notice.code === code;

describe('model/safetensors', () => {
  it('writes what the format describes: length, JSON header, little-endian numbers', () => {
    const bytes = sample();
    const view = new DataView(bytes.buffer);
    const length = Number(view.getBigUint64(0, true));
    assert.equal(length % 8, 0);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    assert.deepEqual(header.W1, { dtype: 'F64', shape: [2, 3], data_offsets: [0, 48] });
    assert.deepEqual(header.b1, { dtype: 'F32', shape: [2, 1], data_offsets: [48, 56] });
    assert.equal(view.getFloat64(8 + length + 8, true), -2.5);
    assert.equal(view.getFloat32(8 + length + 48, true), Math.fround(0.1));
    assert.equal(bytes.length, 8 + length + 56);
  });

  it('reads it again, bit for bit', async () => {
    const bytes = sample();
    const header: SafetensorsHeader = await readHeader(inMemory(bytes));
    assert.deepEqual(
      header.tensors.map(({ name, shape }) => [name, shape]),
      [
        ['W1', [2, 3]],
        ['b1', [2, 1]],
      ],
    );
    assert.equal(header.metadata.get('한글'), '값');
    const W = await readTensor(inMemory(bytes), header.tensors[0]!);
    assert.deepEqual([...W], [1, -2.5, 3e-300, 0, -0, 6]);
    assert.ok(Object.is(W[4], -0));
  });

  it('the same tensors and metadata give the same bytes', () => {
    assert.deepEqual(sample(), sample());
  });

  const tensor = (changes: string): string => `{"W1":{"dtype":"F64","shape":[1],"data_offsets":[0,8]${changes}}}`;
  const refused: readonly (readonly [what: string, bytes: Uint8Array, code: string])[] = [
    ['nothing', new Uint8Array(0), 'model.tooShort'],
    ['seven bytes', new Uint8Array(7), 'model.tooShort'],
    ['a header longer than the file', fileOf('{}', 0).fill(0xff, 0, 4), 'model.headerLength'],
    ['a header of 2^64 bytes', fileOf('{}', 0).fill(0xff, 0, 8), 'model.headerLength'],
    ['a header that is a list', fileOf('[]', 0), 'model.headerText'],
    ['a header that is cut off', fileOf('{"a":', 0), 'model.headerText'],
    ['a header that is no UTF-8', fileOf('{"a":"x"}', 0).fill(0xff, 13, 14), 'model.headerText'],
    ['brackets without end', fileOf(`{"a":${'['.repeat(100_000)}`, 0), 'model.headerDepth'],
    ['metadata that is a list', fileOf('{"__metadata__":[]}', 0), 'model.headerObject'],
    ['metadata with a number', fileOf('{"__metadata__":{"a":1}}', 0), 'model.headerString'],
    ['a tensor that is a number', fileOf('{"W1":3}', 0), 'model.headerObject'],
    ['an unknown type', fileOf('{"W1":{"dtype":"F65","shape":[],"data_offsets":[0,0]}}', 0), 'model.dtype'],
    [
      'a type named constructor',
      fileOf('{"W1":{"dtype":"constructor","shape":[],"data_offsets":[0,0]}}', 0),
      'model.dtype',
    ],
    ['a negative size', fileOf('{"W1":{"dtype":"F64","shape":[-1],"data_offsets":[0,8]}}', 8), 'model.shape'],
    [
      'a size of 2^60',
      fileOf('{"W1":{"dtype":"F64","shape":[1152921504606846976],"data_offsets":[0,8]}}', 8),
      'model.shape',
    ],
    [
      'too few bytes for the shape',
      fileOf('{"W1":{"dtype":"F64","shape":[2],"data_offsets":[0,8]}}', 8),
      'model.byteLength',
    ],
    [
      'offsets the wrong way round',
      fileOf('{"W1":{"dtype":"F64","shape":[1],"data_offsets":[8,0]}}', 8),
      'model.byteLength',
    ],
    ['a gap', fileOf('{"W1":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}', 16), 'model.overlap'],
    [
      'two in one place',
      fileOf(
        '{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"b":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}',
        8,
      ),
      'model.overlap',
    ],
    ['bytes behind the last tensor', fileOf(tensor(''), 9), 'model.cutOff'],
    ['a file that is cut off', fileOf(tensor(''), 7), 'model.cutOff'],
    ['not a number', fileOf(tensor(''), 8).fill(0xff, -8), 'model.nonFinite'],
  ];
  for (const [what, bytes, code] of refused) {
    it(`refuses ${what}`, async () => assert.equal(await codeOf(bytes), code));
  }

  it('opens a foreign file by its header alone, whatever its types', async () => {
    const header = '{"x":{"dtype":"BF16","shape":[1000000,1000],"data_offsets":[0,2000000000]}}';
    const text = fileOf(header, 0);
    const reads: number[] = [];
    const file = {
      byteLength: text.length + 2_000_000_000,
      read: (offset: number, byteLength: number) => {
        reads.push(byteLength);
        return Promise.resolve(text.subarray(offset, offset + byteLength));
      },
    };
    const { tensors } = await readHeader(file);
    assert.deepEqual(tensors[0]?.shape, [1_000_000, 1000]);
    assert.deepEqual(reads, [8, header.length]);
  });

  it('a header that would be parsed for long, and more weights than a network has, are refused before they are read', async () => {
    const reading = (byteLength: number, first: Uint8Array) => {
      const reads: number[] = [];
      const read = (offset: number, length: number) => {
        reads.push(length);
        return Promise.resolve(first.subarray(offset, offset + length));
      };
      return { reads, file: { byteLength, read } };
    };
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt(2 ** 24 + 1), true);
    const header = reading(10 ** 8, length);
    await assert.rejects(readHeader(header.file), isError('model.headerSize'));
    assert.equal(header.reads[0], 8);
    assert.ok(header.reads.length === 2 && (header.reads[1] ?? 0) < 100);

    const text = fileOf('{"a.weight":{"dtype":"F16","shape":[1000000,1000],"data_offsets":[0,2000000000]}}', 0);
    const large = reading(text.length + 2_000_000_000, text);
    const found = await readHeader(large.file);
    await assert.rejects(readForeign(large.file, found), isError('model.weights'));
    assert.equal(large.reads.length, 2);
  });

  it('a header that nobody would read again is not written', () => {
    const words = { words: 'x'.repeat(2 ** 24) };
    assert.throws(() => encodeSafetensors([], words), isError('model.headerSize'));
    assert.doesNotThrow(() => requireShortMetadata(['"'.repeat(1000)], 1));
    assert.throws(() => requireShortMetadata(['x'.repeat(2 ** 26), ''], 1), isError('model.manyColumns'));
  });

  it('a longer header of ours is written and read', async () => {
    const bytes = encodeSafetensors([], { format: modelFormat, words: 'x'.repeat(2 ** 24) });
    const { metadata } = await readHeader(inMemory(bytes));
    assert.equal(metadata.get('words')?.length, 2 ** 24);
  });

  it('a damaged file is refused or is another valid file, never a crash', async () => {
    const count = trials(300, 5000);
    const damage = fc.array(fc.record({ at: fc.nat(), to: fc.nat({ max: 255 }) }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat({ max: 40 }), async (changes, cut) => {
        const bytes = sample();
        for (const { at, to } of changes) bytes[at % bytes.length] = to;
        await codeOf(bytes.subarray(0, bytes.length - (cut > 20 ? cut : 0)));
      }),
      { seed: 11, numRuns: count },
    );
  });
});
