/** The kinds of values that the schema's keys are made of. */
import * as z from 'zod/mini';

// Compiled validators need eval, which neither the extension host nor a web view should allow.
z.config({ jitless: true });

export const int = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
export const number = (min: number, max: number) => z.number().check(z.gte(min), z.lte(max));
/** The β of a running mean: 0 keeps nothing, 1 would keep everything for ever. */
export const decay = () => z.number().check(z.gte(0), z.lt(1));
export const maxSeed = 4294967295;
export const seed = (usual = 1) => z._default(int(0, maxSeed), usual);
export const name = () => z.string().check(z.minLength(1));
