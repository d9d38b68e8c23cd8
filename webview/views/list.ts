/** The views beside the overview, in the order of their tabs. */
import type { PanelView, ViewContext } from './panelView.ts';

export function panelViews(_context: ViewContext): readonly PanelView[] {
  return [];
}
