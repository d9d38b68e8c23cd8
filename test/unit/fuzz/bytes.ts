/** Bytes that pretend to be a table: samples that were cut, mixed and spoilt, and pure noise. */
import type { RandomState } from '../../../src/core/network/random.ts';

/** What a reader of text, of numbers or of quotes stumbles over. */
const scraps = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\r',
  '\n',
  '\0',
  '\ufeff',
  'ÿþ',
  '1e999',
  '-',
  'NaN',
  '0x1F',
  '=cmd|x',
  '١٢',
  '😀',
]
  .map((text) => new TextEncoder().encode(text))
  .concat([Uint8Array.of(0xff, 0xfe), Uint8Array.of(0xfe, 0xff), Uint8Array.of(0xc3), Uint8Array.of(0xed, 0xa0, 0x80)]);

/** At most some 20 KB. */
export function hostileBytes(random: RandomState, samples: readonly Uint8Array[]): Uint8Array {
  if (random.randint(0, 8) === 0) return noise(random, random.randint(0, 600));
  const sample = samples[random.randint(0, samples.length)]!;
  const from = random.randint(0, 40);
  let bytes = sample.subarray(from, from + random.randint(1, 6000));
  for (let changes = random.randint(1, 12); changes > 0; changes--) bytes = spoilt(random, bytes);
  return bytes;
}

function spoilt(random: RandomState, bytes: Uint8Array): Uint8Array {
  const index = random.randint(0, bytes.length + 1);
  const length = random.randint(0, 40);
  const [head, tail] = [bytes.subarray(0, index), bytes.subarray(Math.min(bytes.length, index + length))];
  switch (random.randint(0, 4)) {
    case 0:
      return joined(head, noise(random, length), tail);
    case 1:
      return joined(head, tail);
    case 2: {
      const scrap = scraps[random.randint(0, scraps.length)]!;
      return joined(head, ...Array.from({ length: random.randint(1, 50) }, () => scrap), bytes.subarray(index));
    }
    default:
      return joined(tail, head);
  }
}

function noise(random: RandomState, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.randint(0, 256));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
