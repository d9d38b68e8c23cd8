/** A member of a sweep as a configuration of its own: the text that the sweep began with, with the member's values in it. */
import type { NetworkConfig } from '../schema/schema.ts';
import { configDocument } from '../text/configDocument.ts';
import { sameValue } from '../text/difference.ts';
import { setValues } from '../text/edit.ts';
import { ConfigError } from '../text/errors.ts';
import type { Setting } from '../text/setOption.ts';
import { applyEdits } from '../text/textEdit.ts';
import type { Variation } from './sweepPlan.ts';
import { withSetting } from './withSetting.ts';

export interface MemberOrigin {
  readonly written: string;
  readonly config: NetworkConfig;
  readonly variations: readonly Variation[];
  readonly folds: number | null;
}

/** Comments and order stay where the text can hold the values; else it is written anew. */
export function memberText(
  { written, config, variations, folds }: MemberOrigin,
  { values, seed, fold }: { readonly values: readonly unknown[]; readonly seed: number; readonly fold: number | null },
): string {
  const settings: Setting[] = variations.map(({ keys }, i) => ({ path: keys, value: values[i] }));
  if (fold !== null) settings.push({ path: ['data', 'split', 'fold'], value: { index: fold, count: folds } });
  const varied = settings.reduce(withSetting, config);
  const own = { path: ['network', 'initialization', 'seed'], value: seed };
  if (varied.network.initialization.seed !== seed) settings.push(own);
  const meant = withSetting(varied, own);
  try {
    const text = applyEdits(written, setValues(written, [...settings, { path: ['sweep'], value: undefined }]));
    if (sameValue(configDocument(text).config, meant)) return text;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
  }
  return `${JSON.stringify(meant, null, 2)}\n`;
}
