/**
 * Weights set by hand: which one has its field open, what was typed wrongly, what came of the last one, and the way back.
 * One field is open at a time, in the unit card or beside an edge of the network.
 */
import type { WeightAnswer } from '../../src/protocol/answers.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';
import { parameterSymbol } from '../../src/core/network/parameterName.ts';
import { typedNumber } from '../kit/text/typedNumber.ts';
import type { ViewContext } from '../state/panelView.ts';

/** A parameter by the unit it belongs to; all count from 0, layers from 1. */
export interface WeightAddress {
  readonly layer: number;
  readonly unit: number;
  /** `null`: the bias. */
  readonly input: number | null;
}

export type FieldHome = 'card' | 'network';

interface OpenField extends WeightAddress {
  readonly home: FieldHome;
  /** What the field begins with. */
  readonly text: string;
}

export class WeightEdits {
  readonly #context: Pick<ViewContext, 'ask' | 'redraw'>;
  #state: ViewState | null = null;
  #field: OpenField | null = null;
  #problem = '';
  #said = '';
  /** The element that is to have the keyboard once it is drawn. */
  #focus: string | null = null;
  #version = 0;

  constructor(context: Pick<ViewContext, 'ask' | 'redraw'>) {
    this.#context = context;
  }

  /** Rises with every change: whoever draws from here draws again then. */
  get version(): number {
    return this.#version;
  }

  /** Why the last value was not taken; empty when there is nothing to say. */
  get problem(): string {
    return this.#problem;
  }

  /** What came of the last change. */
  get said(): string {
    return this.#said;
  }

  /** Where the field is open. */
  get openIn(): FieldHome | null {
    return this.#field?.home ?? null;
  }

  /** Changes that can be taken back. */
  get undoable(): number {
    return this.#state?.status?.undoableWeights ?? 0;
  }

  /** The step of the past that is looked at; `null`: the present. */
  get past(): number | null {
    const { frame } = this.#state ?? {};
    return frame && !frame.live ? frame.step : null;
  }

  /** What the field of that parameter begins with; `null` when it is not open there. */
  textOf(address: WeightAddress, home: FieldHome): string | null {
    return this.#field?.home === home && weightKey(this.#field) === weightKey(address) ? this.#field.text : null;
  }

  /** Before each drawing. A field of another run, or of a unit whose card is gone, closes. */
  follow(state: ViewState): void {
    const { run, ui } = state;
    const before = this.#state?.run;
    if ((run && networkKey(run)) !== (before && networkKey(before))) this.#change({ field: null });
    const field = this.#field;
    if (field?.home === 'card' && (field.layer !== ui.layer || field.unit !== ui.unit)) this.#change({ field: null });
    const seen = this.#state?.ui;
    if (this.#said !== '' && seen && (seen.layer !== ui.layer || seen.unit !== ui.unit))
      this.#change({ field: this.#field });
    this.#state = state;
  }

  open(address: WeightAddress, home: FieldHome, value: number): void {
    this.#change({ field: { ...address, home, text: String(Number(value.toPrecision(5))) } });
    this.#focus = selectorOf(address);
    this.#context.redraw();
  }

  /** Without a change. `refocus`: the keyboard goes back to what opened the field. */
  close(refocus = false): void {
    if (refocus && this.#field) this.#focus = selectorOf(this.#field);
    this.#change({ field: null });
    this.#context.redraw();
  }

  /** After each drawing: puts the keyboard where it is wanted, if that is inside of `element`. */
  settleFocus(element: HTMLElement): void {
    const requested = this.#focus ? element.querySelector<HTMLElement>(this.#focus) : null;
    if (!requested) return;
    this.#focus = null;
    requested.focus();
    if (requested instanceof HTMLInputElement) requested.select();
  }

  /** Keys in an open field. */
  fieldKeyed(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close(true);
    else if (event.key === 'Enter') void this.take((event.currentTarget as HTMLInputElement).value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Ctrl+Z, except in a field, where it takes back what was typed. */
  undoKeyed(event: KeyboardEvent): void {
    const isUndo =
      (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z';
    if (!isUndo || event.target instanceof HTMLInputElement || this.undoable === 0) return;
    event.preventDefault();
    event.stopPropagation();
    void this.undo();
  }

  /** A field that was left as it was closes; what was typed stays to be finished. */
  fieldLeft(text: string): void {
    if (this.#field?.home === 'card' && this.#field.text === text) this.close();
  }

  /** Sets the parameter of the open field to what was typed. */
  async take(text: string): Promise<void> {
    const field = this.#field;
    if (!field) return;
    const value = typedNumber(text);
    if (value === null) {
      this.#change({ field, problem: localize('“{0}” is not a number. Write one such as 0.5 or 1e-3.', text.trim()) });
      this.#context.redraw();
      return;
    }
    if (text === field.text) {
      this.close(true);
      return;
    }
    this.#taken(field, value);
    const { layer, unit, input } = field;
    const fromPast = this.past !== null;
    await this.#ask(async () => {
      const answer = await this.#context.ask({ kind: 'setWeight', layer, unit, input, value }, 'weight');
      return answer ? setSentence(answer, answer.step, fromPast, this.#state?.status?.state === 'finished') : '';
    });
  }

  /** In the card the number takes its place again; beside an edge the field stays, for another value and the way back. */
  #taken(field: OpenField, value: number): void {
    if (field.home === 'card') this.close(true);
    else this.#change({ field: { ...field, text: String(value) } });
  }

  async undo(): Promise<void> {
    await this.#ask(async () => {
      const answer = await this.#context.ask({ kind: 'undoWeight' }, 'weight');
      return answer ? undoSentence(answer, answer.step) : '';
    });
  }

  async #ask(ask: () => Promise<string>): Promise<void> {
    try {
      this.#change({ field: this.#field, said: await ask() });
    } catch (error) {
      this.#change({ field: this.#field, problem: error instanceof Error ? error.message : String(error) });
    }
    this.#context.redraw();
  }

  #change({ field, problem = '', said = '' }: { field: OpenField | null; problem?: string; said?: string }): void {
    this.#field = field;
    this.#problem = problem;
    this.#said = said;
    this.#version++;
  }
}

/** "W¹₂₁" or "b¹₂". */
export function symbolOf({ layer, unit, input }: WeightAddress): string {
  return parameterSymbol({ layer, unit, input });
}

/** Names a parameter in the page. */
export function weightKey({ layer, unit, input }: WeightAddress): string {
  return `${layer}:${unit}:${input ?? 'b'}`;
}

function selectorOf(address: WeightAddress): string {
  return `[data-weight="${weightKey(address)}"]`;
}

/** `over`: the training had come to its end, and nothing moves it on from there. */
function setSentence(answer: WeightAnswer, step: number, fromPast: boolean, over: boolean): string {
  const words = [nameIn(answer), number(answer.value), number(answer.before), formatCount(step)] as const;
  if (fromPast)
    return localize('{0} is now {1}; it was {2}. The run is back at step {3} and goes on from there.', ...words);
  if (over)
    return localize(
      '{0} is now {1}; it was {2}. The training is over: more epochs let it go on from step {3}.',
      ...words,
    );
  return localize('{0} is now {1}; it was {2}. The run goes on from step {3}.', ...words);
}

function undoSentence(answer: WeightAnswer, step: number): string {
  if (answer.takenFrom !== null)
    return localize(
      'All weights are those of step {0} again, not of step {1}.',
      formatCount(step),
      formatCount(answer.takenFrom),
    );
  if (answer.layer === null) return localize('There is no weight to take back.');
  return localize(
    '{0} is {1} again. The run is where it was: at step {2}.',
    nameIn(answer),
    number(answer.value),
    formatCount(step),
  );
}

function nameIn({ layer, unit, input }: WeightAnswer): string {
  return symbolOf({ layer: layer ?? 0, unit: unit ?? 0, input });
}

function number(value: number | null): string {
  return value === null ? 'NaN' : formatValue(value);
}
