/** Which keys two configurations do not share, as people read them: "α 1.2 | 0.3". */
import { differingPaths } from './difference.ts';
import { keyAt } from '../schema/keyTable.ts';
import { localize } from '../wording/localize.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import type { Path } from './tree.ts';

export interface KeyDifference {
  /** What the key is called: its symbol, or its title, in English where the page translates it. */
  readonly label: string;
  /** As text, "–" where it is not given. */
  readonly own: string;
  readonly other: string;
}

export function keyDifferences(own: NetworkConfig, other: NetworkConfig): KeyDifference[] {
  return differingPaths(own, other).map((path) => ({
    label: labelOf(path),
    own: textAt(own, path),
    other: textAt(other, path),
  }));
}

/** Layers are told by their units: "Hidden layers: 4" would be taken for their number. */
function labelOf(path: Path): string {
  if (path.join('.') === 'network.layers') return localize('Hidden units');
  const about = keyAt(path)?.about;
  return about?.symbol || about?.title || path.join('.');
}

function textAt(config: NetworkConfig, path: Path): string {
  let value: unknown = config;
  for (const part of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string, unknown>)[part]
        : undefined;
  return textOf(value);
}

/** Layers in the short form, "4 tanh, 2 relu". */
function textOf(value: unknown): string {
  if (value === undefined) return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(textOf).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  if ('units' in value && 'activation' in value) return `${String(value.units)} ${String(value.activation)}`;
  return Object.entries(value)
    .map(([key, part]) => `${key} ${textOf(part)}`)
    .join(', ');
}
