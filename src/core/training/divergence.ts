/** Names the first matrix of a step that holds a NaN or an infinity, in the order the step computes them. */
import { tensorAt } from '../network/arena.ts';
import { firstNonFinite } from '../network/finite.ts';
import type { BackendSession } from './backend.ts';
import type { NetworkSpec } from '../network/network.ts';
import { superscript } from '../network/shape.ts';

/** After a cost that is not finite: "X", "Z²", "A²", or "J", the cost, when every matrix is finite and only their sum is not. */
export function firstInForward(spec: NetworkSpec, session: BackendSession): string {
  if (firstNonFinite(session.values('A', 0)) >= 0) return 'X';
  for (let l = 1; l <= spec.layers.length; l++) {
    for (const kind of ['Z', 'A'] as const) {
      if (firstNonFinite(session.values(kind, l)) >= 0) return `${kind}${superscript(l)}`;
    }
  }
  return 'J';
}

/** After a backward pass with a gradient that is not finite: "dZ²", "dW²" or "db²", from layer L down. */
export function firstInBackward(spec: NetworkSpec, session: BackendSession): string {
  session.pull('gradients');
  for (let l = spec.layers.length; l >= 1; l--) {
    if (firstNonFinite(session.values('dZ', l)) >= 0) return `dZ${superscript(l)}`;
    if (firstNonFinite(session.gradients.W[l]!) >= 0) return `dW${superscript(l)}`;
    if (firstNonFinite(session.gradients.b[l]!) >= 0) return `db${superscript(l)}`;
  }
  return 'a gradient';
}

/** After an update that made a parameter non-finite: "W²". */
export function firstInParameters(spec: NetworkSpec, session: BackendSession): string {
  session.pull('parameters');
  const position = firstNonFinite(session.parameters.values);
  return position < 0 ? 'a parameter' : tensorAt(spec, position);
}
