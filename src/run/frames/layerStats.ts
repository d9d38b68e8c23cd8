/** One row a layer of the frame's section "stats": mean |a|, share saturated, share dead, ‖W‖, ‖dW‖. */
import type { Parameters } from '../../core/network/arena.ts';
import { deadShare, norm, saturatedShare } from '../../core/analysis/diagnostics.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { statCount } from '../../protocol/frameLayout.ts';

/** `target`: L × 5. `A[l]`: the activations of the shown examples, n^[l] × m. */
export function writeLayerStats(
  target: Float32Array | Float64Array,
  spec: NetworkSpec,
  parameters: Parameters,
  gradients: Parameters,
  A: readonly Float64Array[],
): void {
  spec.layers.forEach((layer, index) => {
    const l = index + 1;
    const row = [
      meanMagnitude(A[l]!),
      saturatedShare(layer.activation, A[l]!),
      deadShare(layer.activation, A[l]!, layer.units, A[l]!.length / layer.units),
      norm(parameters.W[l]!),
      norm(gradients.W[l]!),
    ];
    target.set(row, index * statCount);
  });
}

function meanMagnitude(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!);
  return sum / values.length;
}
