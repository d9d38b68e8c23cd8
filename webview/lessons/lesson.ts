/** What a lesson of the course is: one section of the lessons' page, about the very network that is shown. */
import type { TemplateResult } from 'lit';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewState } from '../state/store.ts';

export interface Lesson {
  readonly id: string;
  /** Also the heading. */
  readonly title: string;
  /** What stands under the heading. `width`: of the section, in CSS pixels. */
  template(state: ViewState, theme: Theme, width: number, now: number): TemplateResult;
  /** Draws what lies on canvases of the template, once that is in the page. */
  draw?(state: ViewState, theme: Theme, width: number): void;
}
