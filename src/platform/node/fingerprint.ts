/** A name for exact weights: two runs have the same one if and only if every bit of every parameter agrees. */
import { createHash } from 'node:crypto';

/**
 * SHA-256, in hexadecimal, of the parameters in arena order (W¹ b¹ W² b² …) as little-endian Float64,
 * whatever the machine's own byte order.
 */
export function weightsSha256(values: Float64Array): string {
  const bytes = new DataView(new ArrayBuffer(values.length * 8));
  for (const [index, value] of values.entries()) bytes.setFloat64(index * 8, value, true);
  return createHash('sha256').update(bytes).digest('hex');
}
