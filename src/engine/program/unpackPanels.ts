/** Matrices of a batch as the core has them, each in room that is used again for the same place. */
import type { Workspace } from './workspace.ts';

export class UnpackedPanels {
  /** By address. */
  readonly #buffers = new Map<number, Float64Array>();

  /** units × count, from panels; valid until the same place is read again. */
  read(space: Workspace, address: number, units: number, count: number): Float64Array {
    const known = this.#buffers.get(address);
    const buffer = known?.length === units * count ? known : new Float64Array(units * count);
    if (buffer !== known) this.#buffers.set(address, buffer);
    space.read(address, units, { m: count, first: 0, count }, buffer);
    return buffer;
  }

  clear(): void {
    this.#buffers.clear();
  }
}
