/** The state in two rows that are always there: "running · step 812 · 9,300 steps/s" and "cost 0.2431 · accuracy 90.5 %". */
import { msg, localize } from '../kit/text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { isScheduled } from '../../src/core/training/schedule.ts';
import type { RunDescription, RunState, RunStatus } from '../../src/protocol/run.ts';
import { headlineParts } from '../../src/config/wording/headline.ts';
import { allDigits, formatCost, formatCount, formatSetting } from '../kit/text/number.ts';
import { fullFigure, type ShownNumbers } from '../state/shownNumbers.ts';
import { speedText } from './speedText.ts';

const stateNames: Readonly<Record<RunState, string>> = {
  waiting: msg('waiting'),
  preparing: msg('preparing'),
  ready: msg('ready'),
  running: msg('running'),
  paused: msg('paused'),
  finished: msg('finished'),
  stopped: msg('stopped'),
  diverged: msg('diverged'),
  failed: msg('failed'),
};

export function stateName(state: RunState): string {
  return localize(stateNames[state]);
}

export interface StatePart {
  readonly key: string;
  readonly before: string;
  readonly value: string;
  readonly after: string;
}

/** Parts that stand in the second row: how good it is. */
const figures: ReadonlySet<string> = new Set(['cost', 'metric', 'train', 'validation', 'balanced', 'baseline', 'rate']);

/** The parts after the state's name, those that apply. */
export function stateParts(run: RunDescription | null, status: RunStatus): readonly StatePart[] {
  const parts: StatePart[] = [];
  if (run === null || status.state === 'preparing' || status.state === 'failed') return parts;
  const { cursor, last } = status.recording;
  const after = cursor === null ? '' : ` ${localize('of {0}', formatCount(last))}`;
  parts.push({ key: 'step', before: `${localize('step')} `, value: formatCount(status.step), after });
  if (status.cost !== null)
    parts.push({ key: 'cost', before: `${localize('cost')} `, value: formatCost(status.cost), after: '' });
  const { trainMetric, validationMetric, balanced = null } = status;
  const { task, classes, baseline = null } = run;
  for (const part of headlineParts({ task, classes, baseline, trainMetric, validationMetric, balanced }))
    parts.push({ key: part.key, before: `${part.label} `, value: part.value, after: '' });
  parts.push(...rateParts(status));
  if (status.weightsOf !== null && status.weightsOf !== undefined)
    parts.push({
      key: 'weights',
      before: '',
      value: localize('weights of epoch {0}', formatCount(status.weightsOf)),
      after: '',
    });
  if (status.measured !== status.step && status.cost !== null)
    parts.push({
      key: 'measured',
      before: `${localize('measured at step')} `,
      value: formatCount(status.measured),
      after: '',
    });
  if (status.state === 'running' && status.stepsPerSecond > 0 && cursor === null)
    parts.push({
      key: 'speed',
      before: '',
      value: formatCount(status.stepsPerSecond),
      after: ` ${status.slowed ? localize('steps/s, throttled') : localize('steps/s')}`,
    });
  return parts;
}

/** The learning rate in force, where a schedule makes it another than the one that is set. */
function rateParts({ effective, learningRate }: RunStatus): readonly StatePart[] {
  if (learningRate === undefined || !isScheduled(effective.schedule)) return [];
  return [{ key: 'rate', before: 'α ', value: formatSetting(Number(learningRate.toPrecision(3))), after: '' }];
}

/** `numbers`: those of the step that is looked at, where they are not the status's own. */
export function stateLine(
  run: RunDescription | null,
  reported: RunStatus,
  numbers: ShownNumbers | null = null,
): TemplateResult {
  const status = { ...reported, ...numbers };
  const digits = costDigits(status, reported);
  const parts = stateParts(run, status);
  const shown = (part: StatePart, index: number): TemplateResult => html`${
    index > 0 ? html`<span class="separator"> · </span>` : nothing
  }<span class="part" data-part=${part.key}
    title=${part.key === 'cost' ? digits : nothing}>${part.before}<b>${part.value}</b>${part.after}</span>`;
  return html`<p class="state-line" data-state=${status.state} title=${
    run === null ? nothing : speedText(run, status)
  }><span class="state-row"><span class="part"><span class="dot" aria-hidden="true"></span><b
      class="state-name">${stateName(status.state)}</b></span>${parts
        .filter(({ key }) => !figures.has(key))
        .map((part) => shown(part, 1))}</span>
    <span class="state-row">${parts.filter(({ key }) => figures.has(key)).map(shown)}</span></p>`;
}

/** The costs to the last digit: "cost 0.21750397452". */
export function costDigits(shown: RunStatus, reported: RunStatus): string {
  const figure = (key: 'cost' | 'validationCost'): string => allDigits(fullFigure(shown[key], reported[key]));
  const { penalty } = reported;
  const isOwn = penalty !== undefined && fullFigure(shown.cost, reported.cost) === reported.cost;
  const ofPenalty = isOwn ? `, ${localize('of this {0} is L2', formatCost(penalty))}` : '';
  const cost = localize('cost {0}', figure('cost')) + ofPenalty;
  return shown.validationCost === null
    ? cost
    : `${cost} · ${localize('validation cost {0}', figure('validationCost'))}`;
}

/** The same for a live region, which speaks rarely: only the state and what it says. */
export function stateSentence(status: RunStatus): string {
  const said = [status.message, status.notice].filter((sentence) => sentence !== '').join(' ');
  return `${stateName(status.state)}${said === '' ? '' : `: ${said}`}`;
}
