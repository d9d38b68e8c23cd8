/** Matrices of a batch as the core has them, each in room that is used again for the same place. */
import type { Workspace } from './workspace.ts';

export class UnpackedPanels {
  /** By address. */
  readonly #rooms = new Map<number, Float64Array>();

  /** units × count, from panels; valid until the same place is read again. */
  read(space: Workspace, address: number, units: number, count: number): Float64Array {
    const known = this.#rooms.get(address);
    const room = known?.length === units * count ? known : new Float64Array(units * count);
    if (room !== known) this.#rooms.set(address, room);
    space.read(address, units, { m: count, first: 0, count }, room);
    return room;
  }

  clear(): void {
    this.#rooms.clear();
  }
}
