/** Names for exact bytes and weights: two runs have the same one if and only if every bit of every parameter agrees. */
import { createHash } from 'node:crypto';
import { endianness } from 'node:os';

/** In hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * SHA-256, in hexadecimal, of the parameters in arena order (W¹ b¹ W² b² …) as little-endian Float64,
 * whatever the machine's own byte order.
 */
export function weightsSha256(values: Float64Array): string {
  if (endianness() === 'LE') return sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setFloat64(index * 8, value, true);
  return sha256(bytes);
}
