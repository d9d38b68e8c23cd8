/** All of the corpus. */
import { advisedConfigs } from './advice.ts';
import type { BrokenConfig } from './brokenConfig.ts';
import { brokenColumns } from './columns.ts';
import { brokenKeys } from './keys.ts';
import { brokenNetworks } from './networks.ts';
import { brokenSweeps } from './sweeps.ts';
import { brokenSyntax } from './syntax.ts';
import { brokenTrainings } from './trainings.ts';

/** Wrong already without a table. */
export const brokenTexts: readonly BrokenConfig[] = [
  ...brokenKeys,
  ...brokenNetworks,
  ...brokenTrainings,
  ...brokenSyntax,
];

/** Wrong or doubtful with the table beside them. */
export const doubtfulConfigs: readonly BrokenConfig[] = [...brokenColumns, ...brokenSweeps, ...advisedConfigs];
