/** The end of a switch over a union: a case that is missing is an error of the compiler. */

/** @throws TypeError for a value that its type does not know: it came from outside and was not checked. */
export function assertNever(value: never): never {
  throw new TypeError(`no case for ${JSON.stringify(value)}`);
}
