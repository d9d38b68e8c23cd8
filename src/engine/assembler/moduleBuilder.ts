/**
 * Puts functions together into a module (core specification, chapter 5.5). Its memory comes from outside, as
 * "engine" "memory", and never grows.
 */
import { joined, name, unsigned, vector } from './encoding.ts';
import { FunctionBuilder } from './functionBuilder.ts';
import type { ValueType } from './value.ts';

/** "\0asm", version 1. */
const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const sections = { types: 1, imports: 2, functions: 3, exports: 7, code: 10 };
const memoryImport = { kind: 2, withMaximum: 1, shared: 3 };
const functionExport = 0;

export class ModuleBuilder {
  readonly #functions: FunctionBuilder[] = [];
  readonly #exports: [exportName: string, index: number][] = [];

  /** A function that its caller fills; later functions may call it. */
  function(
    parameters: readonly ValueType[],
    result: ValueType | null,
    write: (f: FunctionBuilder) => void,
  ): FunctionBuilder {
    const builder = new FunctionBuilder(this.#functions.length, parameters, result);
    this.#functions.push(builder);
    builder.scope(() => write(builder));
    return builder;
  }

  export(exportName: string, { index }: FunctionBuilder): void {
    this.#exports.push([exportName, index]);
  }

  /** The binary module. @param pages size of the memory it will be given, in pages of 64 KiB @param shared among threads */
  bytes(pages: number, shared = false): Uint8Array<ArrayBuffer> {
    const signatures = this.#functions.map((builder) => builder.signature());
    const types = [...new Map(signatures.map((signature) => [signature.join(), signature])).values()];
    const typeOf = (signature: readonly number[]): number =>
      types.findIndex((type) => type.join() === signature.join());
    const limits = [shared ? memoryImport.shared : memoryImport.withMaximum, ...unsigned(pages), ...unsigned(pages)];
    return new Uint8Array(
      joined([
        header,
        section(sections.types, vector(types)),
        section(sections.imports, vector([[...name('engine'), ...name('memory'), memoryImport.kind, ...limits]])),
        section(sections.functions, vector(signatures.map((signature) => unsigned(typeOf(signature))))),
        section(
          sections.exports,
          vector(this.#exports.map(([exportName, index]) => [...name(exportName), functionExport, ...unsigned(index)])),
        ),
        section(sections.code, vector(this.#functions.map((builder) => builder.body()))),
      ]),
    );
  }
}

function section(id: number, content: readonly number[]): number[] {
  return joined([[id], unsigned(content.length), content]);
}
