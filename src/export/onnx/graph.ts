/** A graph of ONNX as it is built up: nodes, constants, inputs and outputs. https://onnx.ai/onnx/repo-docs/IR.html */
import { encodeUtf8 } from '../../data/csv/textCodec.ts';
import { bytes, type Field, float, message, nested, text, varint } from './protobuf.ts';

/** Opsets that the operators are taken from. */
const opset = 17;
const mlOpset = 3;
const irVersion = 8;

/** ONNX's numbers for types of elements. */
const types = { float: 1, int64: 7, string: 8, double: 11 } as const;
export type ElementType = keyof typeof types;

/** A result of a node. */
export interface Value {
  readonly name: string;
  readonly type: ElementType;
}

export type Attribute =
  | number
  | readonly number[]
  | readonly string[]
  | { readonly float: number }
  | { readonly floats: readonly number[] };

/** "N" stands for any number of rows. */
type Dimension = number | 'N';

export class Graph {
  readonly #nodes: Field[] = [];
  readonly #constants: Field[] = [];
  readonly #inputs: Field[] = [];
  readonly #outputs: Field[] = [];
  readonly #names = new Set<string>();
  #usesMl = false;

  input(name: string, type: ElementType): Value {
    this.#names.add(name);
    this.#inputs.push(valueInfo(11, name, type, ['N', 1]));
    return { name, type };
  }

  /** Gives a value its name outside; another one where an input is called so. */
  output(value: Value, wanted: string, dimensions: readonly Dimension[]): void {
    const name = freeName(wanted, (taken) => this.#names.has(taken));
    this.#names.add(name);
    this.#nodes.push(node('Identity', [value.name], name, {}, ''));
    this.#outputs.push(valueInfo(12, name, value.type, dimensions));
  }

  /** @param type of the result; that of the first input unless told */
  apply(
    operator: string,
    inputs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>> = {},
    type: ElementType = inputs[0]!.type,
    isMl = false,
  ): Value {
    const name = this.#free(operator.toLowerCase());
    this.#usesMl ||= isMl;
    const names = inputs.map((input) => input.name);
    this.#nodes.push(node(operator, names, name, attributes, isMl ? 'ai.onnx.ml' : ''));
    return { name, type };
  }

  numbers(
    hint: string,
    values: ArrayLike<number>,
    dimensions: readonly number[],
    type: 'float' | 'double' | 'int64' = 'float',
  ): Value {
    const name = this.#free(hint);
    this.#constants.push(tensor(name, type, dimensions, [bytes(9, rawNumbers(values, type))]));
    return { name, type };
  }

  texts(hint: string, values: readonly string[]): Value {
    const name = this.#free(hint);
    const data = values.map((value) => bytes(6, encodeUtf8(value)));
    this.#constants.push(tensor(name, 'string', [values.length], data));
    return { name, type: 'string' };
  }

  cast(value: Value, type: 'float' | 'double'): Value {
    return value.type === type ? value : this.apply('Cast', [value], { to: types[type] }, type);
  }

  /** The whole file. */
  file(name: string, description: string, version: string): Uint8Array {
    const graph = [
      ...this.#nodes,
      text(2, name),
      ...this.#constants,
      text(10, description),
      ...this.#inputs,
      ...this.#outputs,
    ];
    const opsets = [
      [text(1, ''), varint(2, opset)],
      ...(this.#usesMl ? [[text(1, 'ai.onnx.ml'), varint(2, mlOpset)]] : []),
    ];
    return message([
      varint(1, irVersion),
      text(2, 'Neural Network Explorer'),
      text(3, version),
      text(6, description),
      nested(7, graph),
      ...opsets.map((fields) => nested(8, fields)),
    ]);
  }

  #free(hint: string): string {
    const name = freeName(hint, (taken) => this.#names.has(taken) || outputNames.has(taken));
    this.#names.add(name);
    return name;
  }
}

/** "name", or "name_2", "name_3", … */
function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let k = 2; isTaken(free); k++) free = `${name}_${k}`;
  return free;
}

/** What a graph of ours calls its results. */
const outputNames = new Set(['probabilities', 'label', 'prediction']);

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>>,
  domain: string,
): Field {
  return nested(1, [
    ...inputs.map((input) => text(1, input)),
    text(2, output),
    text(3, `${operator} ${output}`),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) => nested(5, [text(1, name), ...attributeFields(value)])),
    ...(domain === '' ? [] : [text(7, domain)]),
  ]);
}

/** With its kind: float 1, int 2, floats 6, ints 7, strings 8. */
function attributeFields(value: Attribute): Field[] {
  if (typeof value === 'number') return [varint(3, value), varint(20, 2)];
  if ('float' in value) return [float(2, value.float), varint(20, 1)];
  if ('floats' in value) return [...value.floats.map((one) => float(7, one)), varint(20, 6)];
  if (value.every((one) => typeof one === 'string')) return [...value.map((one) => text(9, one)), varint(20, 8)];
  return [...(value as readonly number[]).map((one) => varint(8, one)), varint(20, 7)];
}

function tensor(name: string, type: ElementType, dimensions: readonly number[], data: readonly Field[]): Field {
  return nested(5, [...dimensions.map((size) => varint(1, size)), varint(2, types[type]), ...data, text(8, name)]);
}

function rawNumbers(values: ArrayLike<number>, type: 'float' | 'double' | 'int64'): Uint8Array {
  const size = type === 'float' ? 4 : 8;
  const raw = new Uint8Array(size * values.length);
  const view = new DataView(raw.buffer);
  for (let i = 0; i < values.length; i++) {
    if (type === 'float') view.setFloat32(i * size, values[i]!, true);
    else if (type === 'double') view.setFloat64(i * size, values[i]!, true);
    else view.setBigInt64(i * size, BigInt(values[i]!), true);
  }
  return raw;
}

function valueInfo(field: number, name: string, type: ElementType, dimensions: readonly Dimension[]): Field {
  const sides = dimensions.map((size) => nested(1, [size === 'N' ? text(2, 'N') : varint(1, size)]));
  return nested(field, [text(1, name), nested(2, [nested(1, [varint(1, types[type]), nested(2, sides)])])]);
}
