/** The views beside the overview, in the order of their tabs. */
import { MatrixView } from '../matrix/matrixView.ts';
import { TableView } from '../table/tableView.ts';
import type { PanelView, ViewContext } from './panelView.ts';

export function panelViews(context: ViewContext): readonly PanelView[] {
  return [new MatrixView(context), new TableView(context)];
}
