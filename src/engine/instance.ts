/** Turns a binary module into functions, with a memory of its own that never grows (so that views of it stay valid). */

/** Arguments and results of the engine's functions are pointers and counts. */
export type EngineFunction = (...args: number[]) => number;

export interface EngineInstance {
  readonly memory: ArrayBuffer;
  readonly functions: Readonly<Record<string, EngineFunction>>;
}

/** @param pages size of the memory in pages of 64 KiB @throws when the engine cannot run such a module */
export function instantiate(bytes: Uint8Array<ArrayBuffer>, pages: number): EngineInstance {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { engine: { memory } });
  return { memory: memory.buffer, functions: instance.exports as Readonly<Record<string, EngineFunction>> };
}
