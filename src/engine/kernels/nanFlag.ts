/** The NaN flag: one vector that turns into NaN as soon as a number of a step is not finite. */
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import type { Lanes } from '../assembler/lanes.ts';
import { at, i32, type Local } from '../assembler/value.ts';

/** Nothing but a NaN is ever written to the NaN flag, so threads do not overwrite each other's. @param seen 0, or NaN */
export function storeNaN(f: FunctionBuilder, lanes: Lanes, watch: number, seen: Local<'v128'>): void {
  f.if(lanes.anyNaN(seen), () => f.store(at(i32.const(0), watch), seen));
}
