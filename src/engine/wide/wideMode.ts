/**
 * What the engine asks of a process whose V8 can make one operation of 256 bits of two of 128. It is not for the extension host: the
 * switch is experimental and holds for a whole process.
 */
export interface WideMode {
  /**
   * A module made by `make` is compiled for speed there and then, instead of for a quick start first and piece by piece later.
   * @param paired whether V8 pairs operations in it; what is made outside has no pairs
   */
  compile<T>(paired: boolean, make: () => T): T;
  /** A clock in milliseconds. */
  now(): number;
}
