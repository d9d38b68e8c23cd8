/** Trials of a property: few in `npm test`, the many that were asked for with NN_LONG=1. */
export function trials(few: number, many: number): number {
  return process.env['NN_LONG'] === '1' ? many : few;
}
