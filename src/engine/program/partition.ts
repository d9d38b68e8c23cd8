/** Work in equal shares: thread t of T does the pieces from ⌊n·t/T⌋ to before ⌊n·(t+1)/T⌋, whatever the pieces are. */
import type { FunctionBuilder, TileRange } from '../assembler/functionBuilder.ts';
import { type I32, i32, type Local } from '../assembler/value.ts';

/** Who does the work, and how many there are. */
export interface Worker {
  readonly thread: Local<'i32'>;
  readonly threads: Local<'i32'>;
}

export function partOf(f: FunctionBuilder, pieces: I32, { thread, threads }: Worker): TileRange {
  const until = (n: I32): Local<'i32'> => f.let(i32.div(i32.mul(pieces, n), threads));
  return { first: until(thread), end: until(i32.add(thread, i32.const(1))) };
}

/** `body` gets the first piece of the share and their number; it is left out when the share is empty. */
export function withPart(
  f: FunctionBuilder,
  pieces: I32,
  worker: Worker,
  body: (first: Local<'i32'>, count: Local<'i32'>) => void,
): void {
  f.scope(() => {
    const { first, end } = partOf(f, pieces, worker);
    f.if(i32.less(first, end), () => body(first, f.let(i32.sub(end, first))));
  });
}
