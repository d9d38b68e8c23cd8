/**
 * The little of WebAssembly's JavaScript interface that the engine uses. It is declared here because the standard
 * declarations come only together with those of a whole platform (a browser or Node), and the engine must know neither.
 */
interface WebAssemblyMemory {
  readonly buffer: ArrayBufferLike;
}

interface WebAssemblyModule {
  readonly compiled?: never;
}

interface WebAssemblyInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

declare const WebAssembly: {
  readonly Memory: new (descriptor: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: boolean;
  }) => WebAssemblyMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WebAssemblyModule;
  readonly Instance: new (
    module: WebAssemblyModule,
    imports: Readonly<Record<string, Readonly<Record<string, WebAssemblyMemory>>>>,
  ) => WebAssemblyInstance;
  readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean;
};
