/** What is swept, how far it is, and what came out as a whole. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { SweepCommand, SweepPage, SweepState } from '../../src/protocol/sweep/sweepPage.ts';
import { figureText } from '../compare/differenceSection.ts';
import { localize, msg } from '../kit/text/l10n.ts';
import { formatCount } from '../kit/text/number.ts';
import { partName } from '../kit/text/parts.ts';
import { shortPath, type SweptFigure } from './memberColumns.ts';

/** In a word, and with the name that the panel's states have in style sheets. */
const states: Readonly<Record<SweepState, readonly [word: string, likeness: string]>> = {
  training: [msg('training'), 'running'],
  paused: [msg('paused'), 'paused'],
  finished: [msg('finished'), 'finished'],
  cancelled: [msg('cancelled'), ''],
  interrupted: [msg('interrupted'), ''],
  failed: [msg('failed'), 'failed'],
};

/** What can be done in a state. */
const commands: Readonly<Partial<Record<SweepState, readonly SweepCommand[]>>> = {
  training: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  cancelled: ['resume'],
  interrupted: ['resume'],
  failed: ['resume'],
};
const commandNames: Readonly<Record<SweepCommand, string>> = {
  pause: msg('Pause'),
  resume: msg('Resume'),
  cancel: msg('Cancel'),
};

export function sweepHead(page: SweepPage, send: (command: SweepCommand) => void): TemplateResult {
  const { file, table, seeds, folds, varied, own, state, problem, all, summary } = page;
  const [word, likeness] = states[state];
  const facts = [
    table,
    seeds > 1 ? localize('{0} seeds', formatCount(seeds)) : localize('seed {0}', String(own.seed)),
    ...(folds === null ? [] : [localize('{0} folds', folds)]),
    ...(varied.length > 0 ? [varied.map(shortPath).join(', ')] : []),
  ];
  const button = (command: SweepCommand): TemplateResult =>
    html`<button class="secondary" data-sweep=${command} @click=${() => send(command)}>${localize(commandNames[command])}</button>`;
  return html`<h1>${localize('Sweep of {0}', file)}</h1><p class="lead quiet" title=${varied.join(', ')}>${facts.join(' · ')}</p>
    <section class="sweep-progress" data-part="progress" data-state=${likeness}><p><span><span class="dot"></span><b
      role="status">${localize(word)}</b> · <span class="part">${localize(
        '{0} of {1} trainings',
        formatCount(summary.members),
        formatCount(all),
      )}</span>${state === 'training' ? leftText(page.secondsLeft) : nothing}</span></p>
      <div class="buttons">${(commands[state] ?? []).map(button)}</div><progress max=${all} .value=${live(summary.members)}
      aria-label=${localize('Trainings that have ended')}></progress></section>
    ${problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
    ${page.until === null ? nothing : html`<p class="result">${resultText(page, page.until)}</p>`}
    <section data-part="figures">${figuresTable(page)}</section>`;
}

function leftText(seconds: number | null): TemplateResult | typeof nothing {
  if (seconds === null) return nothing;
  const [count, text] = [
    [seconds, msg('{0} s left')],
    [seconds / 60, msg('{0} min left')],
    [seconds / 3600, msg('{0} h left')],
  ].find(([amount]) => Number(amount) < 100) as [number, string];
  return html` · <span class="part">${localize(text, formatCount(Math.ceil(count)))}</span>`;
}

/** What members are: all seeds, all folds, or both and more. */
function kindOf({ varied, folds, seeds }: SweepPage): 'seeds' | 'folds' | 'trainings' {
  if (varied.length > 0) return 'trainings';
  if (folds === null) return 'seeds';
  return seeds > 1 ? 'trainings' : 'folds';
}

const reachTexts = {
  seeds: msg('{0} of {1} seeds reach {2}'),
  folds: msg('{0} of {1} folds reach {2}'),
  trainings: msg('{0} of {1} trainings reach {2}'),
};

/** "132 of 200 seeds reach cost < 0.1; step: median 640, 10 % below 410, 90 % below 1,220" */
function resultText(page: SweepPage, until: string): string {
  const { members, reached, stepReached } = page.summary;
  if (members === 0) return localize('No training has ended yet.');
  const rate = localize(reachTexts[kindOf(page)], formatCount(reached), formatCount(members), until);
  if (!stepReached) return rate;
  const { median, p10, p90 } = stepReached;
  const steps = [median, p10, p90].map(formatCount);
  return `${rate}; ${localize('step: median {0}, 10 % below {1}, 90 % below {2}', ...steps)}`;
}

const meanTexts = {
  seeds: msg('mean ± standard deviation of {0} seeds'),
  folds: msg('mean ± standard deviation of {0} folds'),
  trainings: msg('mean ± standard deviation of {0} trainings'),
};

const figuresOfParts = [
  { part: 'validation', cost: 'validationCost', accuracy: 'validationAccuracy', r2: 'validationR2' },
  { part: 'train', cost: 'cost', accuracy: 'trainAccuracy', r2: 'r2' },
  { part: 'test', cost: 'testCost', accuracy: 'testAccuracy', r2: 'testR2' },
] as const;

/** As high before anything is known as afterwards. */
function figuresTable(page: SweepPage): TemplateResult {
  const { members, mean, sd } = page.summary;
  const there = figuresOfParts.filter(({ part, cost }) => part === 'train' || mean[cost] !== null);
  const isRegression = figuresOfParts.some(({ r2 }) => mean[r2] !== null);
  const cell = (name: SweptFigure): TemplateResult =>
    html`<td data-figure=${name}><b>${figureText(name, mean[name])}</b> ± ${figureText(name, sd[name])}</td>`;
  const row = (name: string, of: (row: (typeof there)[number]) => SweptFigure): TemplateResult =>
    html`<tr><th scope="row">${name}</th>${there.map((part) => cell(of(part)))}</tr>`;
  return html`<table class="scores"><caption>${localize(meanTexts[kindOf(page)], formatCount(members))}</caption>
    <thead><tr><td></td>${there.map(({ part }) => html`<th scope="col">${partName(part)}</th>`)}</tr></thead>
    <tbody>${row(localize('cost'), ({ cost }) => cost)}${
      isRegression ? row('R²', ({ r2 }) => r2) : row(localize('accuracy'), ({ accuracy }) => accuracy)
    }</tbody></table>`;
}
