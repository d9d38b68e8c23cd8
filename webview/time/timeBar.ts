/**
 * Time: where in the run the views look. The cost and a slider over all recorded steps, playing it again, and the way back
 * to the present.
 */
import { rich, localize } from '../kit/text/l10n.ts';
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { RunStatus } from '../../src/protocol/run.ts';
import { formatCount } from '../kit/text/number.ts';
import type { Theme } from '../kit/color/theme.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { SmallCurve } from './smallCurve.ts';

/** Seconds that a whole run takes to play at speed 1. */
const wholeRun = 12;
/** Milliseconds between two moves while playing. */
const tick = 60;
const speeds = [0.25, 1, 4] as const;

export class TimeBar {
  readonly #seek: (step: number | 'live') => void;
  readonly #redraw: () => void;
  readonly #branch: () => void;
  readonly #curve: SmallCurve;
  #status: RunStatus | null = null;
  /** Asked for and not yet where the run looks. */
  #requested: number | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #position = 0;
  #speed: (typeof speeds)[number] = 1;
  /** A step is being typed. */
  #isTyping = false;

  /** @param branch goes on from the step that is looked at */
  constructor(seek: (step: number | 'live') => void, redraw: () => void, branch: () => void) {
    this.#seek = seek;
    this.#branch = branch;
    this.#redraw = redraw;
    this.#curve = new SmallCurve((step) => this.#go(step), redraw);
  }

  /** Its room is kept while there is no past. `last`: the step that the page shows as the present. */
  template(state: ViewState, status: RunStatus, theme: Theme, last: number): TemplateResult {
    if (this.#status === null || networkKey(status) !== networkKey(this.#status)) this.#stop();
    this.#status = status;
    const { first, cursor } = status.recording;
    if (this.#requested === cursor) this.#requested = null;
    const at = this.#requested ?? cursor ?? last;
    const past = at < last && (cursor !== null || this.#requested !== null);
    const playing = this.#timer !== undefined;
    const isEmpty = last <= first;
    this.#curve.update(state, theme, at, last);
    const speed = `${this.#speed === 0.25 ? '¼' : this.#speed}×`;
    return html`<div class="time-bar ${past ? 'past' : ''}" role="group" aria-label=${localize('Time')}>
      ${this.#curve.element}
      ${button(
        playing ? 'debug-pause' : 'play',
        playing ? localize('Pause playing') : localize('Play the run again'),
        isEmpty,
        () => (playing ? this.#stop() : this.play()),
      )}
      <button class="speed" ?disabled=${isEmpty} title=${localize('Speed of playing')} aria-label=${localize(
        'Speed of playing: {0}',
        speed,
      )} @click=${() => this.#nextSpeed()}>${speed}</button>
      <input type="range" min=${first} max=${isEmpty ? first + 1 : last} ?disabled=${isEmpty} step="1"
        .value=${String(at)} aria-label=${localize('Step that is looked at')}
        aria-valuetext=${localize('step {0} of {1}', formatCount(at), formatCount(last))} @input=${(event: Event) =>
          this.#go((event.target as HTMLInputElement).valueAsNumber)}>
      <span class="time-step">${rich('step {0}', this.#number(at))} <span
        class="quiet">${localize('of {0}', formatCount(last))}</span></span>
      <span class="now"><button class="live" aria-pressed=${past ? 'false' : 'true'} ?disabled=${!past}
        title=${localize('Look at the present again')} @click=${() => this.#live()}>${
          past ? localize('Back to live') : localize('Live')
        }</button>
        ${button('git-branch', branchHere(), !past, () => this.#branchHere())}</span>
    </div>`;
  }

  #branchHere(): void {
    this.#stop();
    this.#branch();
  }

  /** The step, which can be typed over. */
  #number(at: number): TemplateResult {
    if (!this.#isTyping)
      return html`<button class="number" title=${localize('Type a step to look at')}
        @click=${() => this.#type(true)}><b data-number="time">${formatCount(at)}</b></button>`;
    return html`<input class="typed" data-typed="step" inputmode="numeric" value=${String(at)}
      aria-label=${localize('Type a step to look at')}
      ${ref((field) => focusOnce(field))} @keydown=${(event: KeyboardEvent) => this.#typed(event)} @blur=${() => this.#type(false)}>`;
  }

  #type(isTyping: boolean): void {
    this.#isTyping = isTyping;
    this.#redraw();
  }

  #typed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    const { first = 0, last = 0 } = this.#status?.recording ?? {};
    const step = event.key === 'Enter' ? typedStep((event.target as HTMLInputElement).value, first, last) : null;
    this.#type(false);
    if (step !== null) this.#go(step);
  }

  #go(step: number): void {
    this.#stop();
    this.#look(step);
  }

  #look(step: number): void {
    const last = this.#status?.recording.last ?? 0;
    this.#requested = step >= last ? null : step;
    this.#seek(step >= last ? 'live' : step);
    this.#redraw();
  }

  #live(): void {
    this.#stop();
    this.#requested = null;
    this.#seek('live');
    this.#redraw();
  }

  /** Plays the run again from the step that is looked at; from the beginning when that is the present. */
  play(): void {
    const recording = this.#status?.recording;
    if (!recording || recording.last <= recording.first) return;
    this.#stop();
    this.#position = this.#requested ?? recording.cursor ?? recording.first;
    this.#timer = setInterval(() => this.#advance(), tick);
    this.#redraw();
  }

  #advance(): void {
    const { first, last } = this.#status?.recording ?? { first: 0, last: 0 };
    const before = Math.floor(this.#position);
    this.#position += ((last - first) * this.#speed * tick) / (wholeRun * 1000);
    const step = Math.floor(this.#position);
    if (step >= last) this.#live();
    else if (step > before || before === first) this.#look(step);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#redraw();
  }

  #nextSpeed(): void {
    this.#speed = speeds[(speeds.indexOf(this.#speed) + 1) % speeds.length] ?? 1;
    this.#redraw();
  }
}

/** "7,000" as a step of the recording, the nearest there is; `null`: it is no number. */
export function typedStep(text: string, first: number, last: number): number | null {
  const digits = text.replaceAll(/[\s,_]/g, '');
  return /^\d+$/.test(digits) ? Math.min(last, Math.max(first, Number(digits))) : null;
}

/** A field that has just come is where one types, over what it says. */
function focusOnce(field: Element | undefined): void {
  if (!(field instanceof HTMLInputElement) || field === document.activeElement) return;
  field.focus();
  field.select();
}

function branchHere(): string {
  return localize('Go on from this step in another way: what was trained after it stays as a run of its own');
}

function button(icon: string, label: string, isDisabled: boolean, act: () => void): TemplateResult {
  return html`<button class="icon" ?disabled=${isDisabled} title=${label} aria-label=${label} @click=${act}><span
    class="codicon codicon-${icon}" aria-hidden="true"></span></button>`;
}
