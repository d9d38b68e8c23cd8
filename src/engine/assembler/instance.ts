/** Turns a binary module into functions, with a memory of its own that never grows (so that views of it stay valid). */

/** Arguments and results of the engine's functions are pointers and counts. */
export type EngineFunction = (...args: number[]) => number;

/** What another thread needs to have the same functions on the same memory. */
export interface EngineProgram {
  readonly module: WebAssemblyModule;
  readonly memory: WebAssemblyMemory;
}

export interface EngineInstance {
  readonly memory: ArrayBufferLike;
  readonly functions: Readonly<Record<string, EngineFunction>>;
  readonly program: EngineProgram;
}

/** @param pages size of the memory in pages of 64 KiB @param shared among threads @throws when the engine cannot run such a module */
export function instantiate(bytes: Uint8Array<ArrayBuffer>, pages: number, shared = false): EngineInstance {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  const program = { module: new WebAssembly.Module(bytes), memory };
  return { memory: memory.buffer, functions: functionsOf(program), program };
}

export function functionsOf({ module, memory }: EngineProgram): EngineInstance['functions'] {
  return new WebAssembly.Instance(module, { engine: { memory } }).exports as EngineInstance['functions'];
}
