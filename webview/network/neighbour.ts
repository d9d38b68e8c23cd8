/** Where the arrow keys lead in the drawing: up and down inside a layer, left and right to the layer beside. */
import type { RunDescription } from '../../src/protocol/run.ts';
import type { NetworkLayout } from './layout.ts';

export interface UnitAddress {
  readonly layer: number;
  /** Counted from 0 in its layer. */
  readonly unit: number;
}

/** The unit the key leads to, or `null` when it leads nowhere. */
export function neighbour(
  layout: NetworkLayout,
  run: RunDescription,
  from: UnitAddress,
  key: string,
): UnitAddress | null {
  const drawn = drawnUnits(layout, run, from.layer);
  const index = Math.max(0, drawn.indexOf(from.unit));
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
      return address(from.layer, drawn[index + (key === 'ArrowUp' ? -1 : 1)]);
    case 'ArrowLeft':
    case 'ArrowRight': {
      const layer = from.layer + (key === 'ArrowLeft' ? -1 : 1);
      const beside = drawnUnits(layout, run, layer);
      // The same height, as near as the number of units allows.
      const share = drawn.length > 1 ? index / (drawn.length - 1) : 0.5;
      return address(layer, beside[Math.round(share * (beside.length - 1))]);
    }
    case 'Home':
      return address(from.layer, drawn[0]);
    case 'End':
      return address(from.layer, drawn.at(-1));
    default:
      return null;
  }
}

/** The one unit that the Tab key stops at: the cursor's, or the first drawn one where that is not drawn. */
export function tabStop(layout: NetworkLayout, run: RunDescription, cursor: UnitAddress): UnitAddress {
  const drawn = drawnUnits(layout, run, cursor.layer);
  return drawn.includes(cursor.unit) ? cursor : { layer: cursor.layer, unit: drawn[0] ?? 0 };
}

function drawnUnits(layout: NetworkLayout, run: RunDescription, layer: number): number[] {
  return (layout.columns[layer]?.units ?? []).map(({ row }) => run.shownUnits[layer]?.[row] ?? row);
}

function address(layer: number, unit: number | undefined): UnitAddress | null {
  return unit === undefined ? null : { layer, unit };
}
