/** The end of a training as a verdict: what was found, in words that can be copied, and what can be done about it. */
import { verdictText } from '../../src/config/wording/verdictText.ts';
import type { Verdict } from '../../src/core/evaluation/verdict.ts';
import type { RunDescription, RunStatus } from '../../src/protocol/run.ts';
import type { ViewCommand } from '../../src/protocol/viewMessages.ts';
import { msg } from '../kit/text/l10n.ts';

export interface VerdictAction {
  readonly command: ViewCommand;
  readonly label: string;
}

/** Each finding as a sentence, the gravest first. */
export function verdictSentences({ verdict = [] }: RunStatus, run: RunDescription | null): readonly string[] {
  return verdict.map((found) => verdictText(found, run?.classes ?? []));
}

/** How the banner looks: as its gravest finding. */
export function verdictKind({ verdict = [] }: RunStatus): 'error' | 'warning' | 'information' {
  const has = (severity: Verdict['severity']): boolean => verdict.some((found) => found.severity === severity);
  if (has('failure')) return 'error';
  return has('warning') ? 'warning' : 'information';
}

/** Only what helps: weights are taken back where better ones were, once, and that can be undone. */
export function verdictActions({
  verdict = [],
  effective,
  weightsOf = null,
  undoableWeights,
}: RunStatus): readonly VerdictAction[] {
  const undo = { command: 'undoTakeBack', label: msg('Undo') } as const;
  const takeBack = { command: 'takeBackWeights', label: msg('Take Back Those Weights') } as const;
  const isTaken = weightsOf !== null;
  const wasBetter = verdict.some(({ code }) => code === 'bestWasEarlier');
  return [
    ...(isTaken && undoableWeights > 0 ? [undo] : []),
    ...(wasBetter && !isTaken ? [takeBack] : []),
    ...(effective.earlyStopping || !wasBetter
      ? []
      : [{ command: 'stopEarly', label: msg('Stop Early Next Time') } as const]),
  ];
}
