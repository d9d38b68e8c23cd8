/** Of recorded runs what is not the same in all of them: configuration, data, and who computed. */
import { differingPaths } from '../../config/text/difference.ts';
import type { FigureRow, RunDifference } from '../../protocol/compare/runsComparison.ts';
import { figureNames, type RunRecord } from '../../record/runRecord.ts';

const facts = ['table', 'start', 'product', 'engine', 'precision'] as const;

export function differencesOf(records: readonly RunRecord[]): readonly RunDifference[] {
  const configs = records.map(({ config }) => config.used);
  const [first] = configs;
  const paths = configs.flatMap((config) => (first ? differingPaths(first, config) : []));
  const unique = new Map(paths.map((path) => [path.join('.'), path]));
  const found = records.map(({ table, start, product, engine, precision }) => {
    return { table: table.sha256, start: start?.sha256 ?? null, product, engine, precision };
  });
  return [
    ...[...unique].map(([path, keys]) => ({ path, values: configs.map((config) => valueAt(config, keys)) })),
    ...facts.flatMap((path) => {
      const values = found.map((one) => one[path]);
      return values.every((value) => value === values[0]) ? [] : [{ path, values }];
    }),
  ];
}

function valueAt(config: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], config) ?? null;
}

/** Those that at least one of them has. */
export function figureRows(records: readonly RunRecord[]): readonly FigureRow[] {
  return figureNames.flatMap((name) => {
    const values = records.map((record) => record.figures[name]);
    return values.every((value) => value === null) ? [] : [{ name, values }];
  });
}
