/** The inputs that the network's drawing offers to switch on and off: the table's columns, and what may be derived of its numbers. */
import { isUsable } from '../../data/dataset/chooseColumns.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import type { Table } from '../../data/columns/table.ts';
import type { InputChoice } from '../../protocol/run.ts';

/** Of wide tables the Columns page has them all. */
const maxColumns = 24;
/** Columns of numbers of which squares, products and waves are offered. */
const maxDerivedFrom = 2;

/** @param written `data.derived` of the configuration */
export function inputChoices(table: Table, dataset: Dataset, written: readonly string[]): readonly InputChoice[] {
  const isTarget = new Set(dataset.targets);
  const isOn = new Set(dataset.inputs.map(({ column }) => column));
  const offered = table.columns.filter(
    (column) => !isTarget.has(column.name) && (isUsable(column) || isOn.has(column.name)),
  );
  const columns = offered.slice(0, maxColumns).map(({ name }) => ({ name, isDerived: false, isOn: isOn.has(name) }));
  const numbers = offered.filter(({ type }) => type === 'number').map(({ name }) => name);
  const suggested = numbers.length > maxDerivedFrom ? [] : derivedOf(numbers);
  const derived = [...new Set([...written.map((text) => text.trim()), ...suggested])];
  return [...columns, ...derived.map((name) => ({ name, isDerived: true, isOn: isOn.has(name) }))];
}

function derivedOf(names: readonly string[]): readonly string[] {
  const [first, second] = names;
  const product = first !== undefined && second !== undefined ? [`${first}*${second}`] : [];
  return [...names.map((name) => `${name}^2`), ...product, ...names.map((name) => `sin(${name})`)];
}
