/** Types of layers.mjs for the tests. */
export interface Layer {
  readonly folder: string;
  readonly is: string;
  readonly imports: readonly string[];
  readonly platform: readonly ('node' | 'vscode' | 'dom')[];
  readonly packages: boolean;
  readonly loops: boolean;
  readonly folders: readonly (string | readonly string[])[];
}

export const layers: readonly Layer[];
export function nameOf(layer: Pick<Layer, 'folder'>): string;
export function linted(biome: unknown): unknown;
export function compiled(layer: Layer, config: unknown): unknown;
export function assembled(config: unknown): unknown;
export function tested(config: unknown): unknown;
export function documented(text: string): string;
