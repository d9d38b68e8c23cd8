/** The shape of every variable of a network's equations. */
import type { NetworkSpec } from '../core/network/network.ts';
import type { Equation } from './equation.ts';
import type { Variable } from './symbols.ts';

export function sidesOf({ layers }: NetworkSpec): (variable: Variable) => Equation['shape'] {
  const L = layers.length;
  return (variable) => {
    if (variable.kind === 'loss') return ['one', 'examples'];
    if (variable.kind === 'scalar' || variable.kind === 'argument') return ['one', 'one'];
    const l = variable.layer;
    const letter = variable.kind === 'average' ? variable.of : variable.letter.replace(/^d/, '');
    if (letter === 'X') return [{ units: 0 }, 'examples'];
    if (letter === 'Y') return [{ units: L }, 'examples'];
    if (letter === 'W') return [{ units: l }, { units: l - 1 }];
    return [{ units: l }, letter === 'b' ? 'one' : 'examples'];
  };
}
