/** The buttons of a run: which are there, what they ask for, when they make sense. */
import { localize } from '../kit/text/l10n.ts';
import { html, type TemplateResult } from 'lit';
import type { RunState, RunStatus } from '../../src/protocol/run.ts';
import type { ViewCommand } from '../../src/protocol/viewMessages.ts';

export type Send = (command: ViewCommand) => void;

interface Button {
  readonly command: ViewCommand;
  readonly icon: string;
  readonly label: string;
  readonly enabled: boolean;
}

/** Keys that the extension binds, for tooltips. */
const keys: Readonly<Partial<Record<ViewCommand, string>>> = {
  start: 'Space',
  pause: 'Space',
  resume: 'Space',
  trainOn: 'Space',
  step: '→',
  stepEpoch: 'Shift+→',
  reset: 'R',
};

/** The first button: what one most likely wants next. */
export function mainButton(state: RunState): Button {
  switch (state) {
    case 'running':
      return { command: 'pause', icon: 'debug-pause', label: localize('Pause'), enabled: true };
    case 'paused':
      return { command: 'resume', icon: 'play', label: localize('Resume'), enabled: true };
    case 'ready':
      return { command: 'start', icon: 'play', label: localize('Start training'), enabled: true };
    case 'stopped':
      return { command: 'trainOn', icon: 'play', label: localize('Train on'), enabled: true };
    case 'failed':
      return { command: 'start', icon: 'refresh', label: localize('Try again'), enabled: true };
    case 'finished':
    case 'diverged':
      return {
        command: 'reset',
        icon: 'debug-restart',
        label: localize('Reset to the same initial weights'),
        enabled: true,
      };
    case 'waiting':
    case 'preparing':
      return { command: 'start', icon: 'play', label: localize('Start training'), enabled: false };
  }
}

/** The others, in their order. */
export function otherButtons({ state, slowed }: Pick<RunStatus, 'state' | 'slowed'>): readonly Button[] {
  const steppable = state === 'running' || state === 'paused' || state === 'ready' || state === 'stopped';
  const built = state !== 'preparing' && state !== 'failed';
  return [
    {
      command: 'fullSpeed',
      icon: 'run-all',
      label: localize('Full speed: this training is throttled so that it can be watched'),
      enabled: slowed,
    },
    { command: 'step', icon: 'debug-step-over', label: localize('One step'), enabled: steppable },
    { command: 'stepEpoch', icon: 'debug-continue', label: localize('One epoch'), enabled: steppable },
    { command: 'reset', icon: 'debug-restart', label: localize('Reset to the same initial weights'), enabled: built },
    { command: 'newWeights', icon: 'sparkle', label: localize('New random weights'), enabled: built },
    { command: 'saveNetwork', icon: 'save', label: localize('Save the network'), enabled: built },
    { command: 'exportNetwork', icon: 'export', label: localize('Export the network'), enabled: built },
    {
      command: 'stop',
      icon: 'debug-stop',
      label: localize('Stop'),
      enabled: state === 'running' || state === 'paused' || state === 'waiting' || state === 'preparing',
    },
  ];
}

export function toolbar(status: RunStatus, send: Send): TemplateResult {
  const main = mainButton(status.state);
  const others = otherButtons(status).filter(({ command }) => command !== main.command);
  return html`<div class="buttons" role="toolbar" aria-label=${localize('Training')} @keydown=${moveFocus}>
    ${button(main, send, 'main')}${others.map((entry) => button(entry, send, ''))}
  </div>`;
}

export function button({ command, icon, label, enabled }: Button, send: Send, className: string): TemplateResult {
  const key = keys[command];
  return html`<button class="icon-button ${className}" title=${key ? `${label} (${key})` : label} aria-label=${label}
    data-command=${command}
    aria-disabled=${enabled ? 'false' : 'true'} @click=${() => enabled && send(command)}><span
      class="codicon codicon-${icon}" aria-hidden="true"></span></button>`;
}

/** Left and right move inside a toolbar, as its role promises; where a button was clicked they are keys of the panel. */
function moveFocus(event: KeyboardEvent): void {
  const by = Number(event.key === 'ArrowRight') - Number(event.key === 'ArrowLeft');
  if (by === 0 || !(event.currentTarget instanceof HTMLElement)) return;
  if (!document.activeElement?.matches(':focus-visible')) return;
  const all = [...event.currentTarget.querySelectorAll('button')];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  all[(at + by + all.length) % all.length]?.focus();
  event.preventDefault();
}
