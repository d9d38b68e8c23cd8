/** The hidden layer that a network has when none is listed, and the first that is added where there is none. */
import type { HiddenActivation } from '../../core/network/network.ts';

export const defaultLayer: { readonly units: number; readonly activation: HiddenActivation } = {
  units: 8,
  activation: 'tanh',
};
