/** W and b of every layer as NumPy arrays in one file, and nothing else. */
import { npz } from '../../model/npz.ts';
import { arrays } from '../base/description.ts';
import type { ExportTarget } from '../base/target.ts';

export const npzTarget: ExportTarget = {
  write: (exported) => [{ name: `${exported.stem}.npz`, content: npz(arrays(exported)) }],
};
