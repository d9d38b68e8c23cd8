/** Numbers as the base64 of their bytes, eight each, little-endian. */
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function encodeBase64(values: Float64Array): string {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i]!, true);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b = 0, c = 0] = bytes.subarray(at, at + 3) as unknown as [number, number?, number?];
    const group = (a << 16) | (b << 8) | c;
    const four = [18, 12, 6, 0].map((shift) => signs[(group >> shift) & 63]!).join('');
    const known = bytes.length - at;
    parts.push(known >= 3 ? four : four.slice(0, known + 1).padEnd(4, '='));
  }
  return parts.join('');
}
