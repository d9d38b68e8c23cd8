/** The Histograms tab: mean and deviation of W, A and dW of each layer at the last moment, as the pictures' texts tell them. */
import { poll } from '../waiting.ts';
import type { Opened } from './opened.ts';
import { forward, gradients } from './ownNetwork.ts';
import { scaleOf } from './ownTable.ts';
import { assertShown, numberAfter } from './shown.ts';

export async function checkHistograms({ self, layers, data, reader, view }: Opened): Promise<void> {
  await reader.open('histograms');
  const computed = gradients(layers, data.train, self.l2);
  for (const [index, { W }] of layers.entries()) {
    const l = index + 1;
    await reader.press(view.find(`.histograms-view [aria-label="Layer"] button[title="Layer ${l}"]`));
    const activations = data.train.flatMap(({ x }) => forward(layers, x).a[l] ?? []);
    const all = { W: W.flat(), A: activations, dW: computed[index]?.dW.flat() ?? [] };
    for (const [which, values] of Object.entries(all)) {
      const picture = view.find(`figure[data-histogram="${which}:${l}"] svg`);
      const text = await poll(
        () => picture.getAttribute('aria-label'),
        Boolean,
        `the histogram of ${which} of layer ${l}`,
      );
      const { mean, deviation } = scaleOf(values);
      assertShown(numberAfter(text ?? '', 'mean '), mean, `the mean of ${which}${l}`);
      assertShown(numberAfter(text ?? '', 'deviation '), deviation, `the deviation of ${which}${l}`);
    }
  }
}
