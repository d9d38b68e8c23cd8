/** The course's lessons, each on the network that is shown: a list to jump from, then one section a lesson. */
import { html, render, type TemplateResult } from 'lit';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';
import { ActivationLesson } from './activationLesson.ts';
import { CollapseLesson } from './collapseLesson.ts';
import { InitializationLesson } from './initializationLesson.ts';
import type { Lesson } from './lesson.ts';
import { ShapeLesson } from './shapeLesson.ts';
import { TimingLesson } from './timingLesson.ts';

/** As wide as lines can still be read. */
const widest = 860;

export class LessonsView implements PanelView {
  readonly id = 'lessons';
  readonly icon = 'mortar-board';
  readonly element = document.createElement('div');
  readonly #lessons: readonly Lesson[];

  constructor(context: ViewContext) {
    this.#lessons = [
      new ShapeLesson(),
      new TimingLesson(context),
      new ActivationLesson(context),
      new CollapseLesson(context),
      new InitializationLesson(context),
    ];
    this.element.className = 'lessons-view';
  }

  get title(): string {
    return localize('Lessons');
  }

  update(state: ViewState, theme: Theme, width: number, now: number): void {
    if (!state.run) return;
    const freeWidth = Math.min(width, widest);
    render(
      html`<div class="section-head"><h2>${localize('Lessons on this network')}</h2></div>
        <nav class="lesson-list" aria-label=${localize('Lessons')}>${this.#lessons.map((lesson) => this.#link(lesson))}</nav>
        ${this.#lessons.map((lesson) => section(lesson, lesson.template(state, theme, freeWidth, now)))}`,
      this.element,
    );
    for (const lesson of this.#lessons) lesson.draw?.(state, theme, freeWidth);
  }

  #link({ id, title }: Lesson): TemplateResult {
    return html`<button class="link" data-to-lesson=${id} @click=${() => this.#show(id)}>${title}</button>`;
  }

  #show(id: string): void {
    const heading = this.element.querySelector<HTMLElement>(`[data-lesson="${id}"] h3`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }
}

function section({ id, title }: Lesson, content: TemplateResult): TemplateResult {
  return html`<section class="lesson" aria-label=${title} data-lesson=${id}><h3 tabindex="-1">${title}</h3>${content}</section>`;
}
