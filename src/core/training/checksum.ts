/**
 * A short name for exact numbers: cheap enough for each time a training stands still. It tells a difference; it proves
 * nothing to an adversary.
 */

/** Of more numbers an even part is looked at: some ten milliseconds. */
const most = 1 << 22;

/**
 * 16 hexadecimal digits over every bit of every number, on any machine: two rounds of FNV-1a over the 32-bit halves. Of more than four
 * million numbers it looks at every second, third, … one: a training changes nearly all of them.
 */
export function checksum(values: Float64Array): string {
  const stride = 8 * Math.ceil(values.length / most);
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let number = 0; number < values.byteLength; number += stride) {
    for (let at = number; at < number + 8; at += 4) {
      const word = view.getUint32(at, true);
      a = Math.imul(a ^ word, 0x01000193);
      b = Math.imul(b ^ (word >>> 15) ^ (word << 17), 0x85ebca6b);
      b ^= b >>> 13;
    }
  }
  return hex(a) + hex(b);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
