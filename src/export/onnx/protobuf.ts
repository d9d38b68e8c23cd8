/** As much of Protocol Buffers as an ONNX file needs: fields one after the other, each with its number and its kind. */
import { encodeUtf8 } from '../../data/csv/textCodec.ts';

/** One field of a message, or several of the same number. */
export type Field =
  | { readonly number: number; readonly varint: number }
  | { readonly number: number; readonly float: number }
  | { readonly number: number; readonly bytes: Uint8Array };

const kinds = { varint: 0, bytes: 2, float: 5 } as const;

export function varint(number: number, value: number): Field {
  return { number, varint: value };
}

export function float(number: number, value: number): Field {
  return { number, float: value };
}

export function bytes(number: number, value: Uint8Array): Field {
  return { number, bytes: value };
}

export function text(number: number, value: string): Field {
  return bytes(number, encodeUtf8(value));
}

/** A message inside another one. */
export function nested(number: number, fields: readonly Field[]): Field {
  return bytes(number, message(fields));
}

export function message(fields: readonly Field[]): Uint8Array {
  const parts = fields.map(encoded);
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function encoded(field: Field): Uint8Array {
  if ('varint' in field) return Uint8Array.from([...digits(field.number * 8 + kinds.varint), ...digits(field.varint)]);
  if ('float' in field) {
    const value = new Uint8Array(4);
    new DataView(value.buffer).setFloat32(0, field.float, true);
    return Uint8Array.from([...digits(field.number * 8 + kinds.float), ...value]);
  }
  const head = [...digits(field.number * 8 + kinds.bytes), ...digits(field.bytes.length)];
  const whole = new Uint8Array(head.length + field.bytes.length);
  whole.set(head);
  whole.set(field.bytes, head.length);
  return whole;
}

/** Seven bits a byte, the lowest first; a number below 0 as its complement in 64 bits. */
function digits(value: number): number[] {
  const all: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const more = rest > 127n;
    all.push(Number(rest & 127n) + (more ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return all;
}
