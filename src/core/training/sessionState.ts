/** What a kernel session remembers between steps, read and written as plain arrays whatever memory it keeps it in. */
import type { Checkpoint } from './checkpoint.ts';
import type { BackendSession } from './backend.ts';

export type SessionState = Pick<Checkpoint, 'parameters' | 'firstMoment' | 'secondMoment'>;

/** Copies that the caller owns. */
export function readState(session: BackendSession): SessionState {
  session.pull();
  const { parameters, moments } = session;
  return {
    parameters: parameters.values.slice(),
    firstMoment: moments.first.slice(),
    secondMoment: moments.second.slice(),
  };
}

export function writeState(session: BackendSession, { parameters, firstMoment, secondMoment }: SessionState): void {
  session.parameters.values.set(parameters);
  session.moments.first.set(firstMoment);
  session.moments.second.set(secondMoment);
  session.push();
}
