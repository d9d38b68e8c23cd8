/** A table as an office has it: title rows, decimal commas, euros, row numbers, −999 for "missing", remarks, and the answer once more. */
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';
import { read } from '../../data/read/reading.ts';

export function messyTable(rows = 60): string {
  const lines = Array.from({ length: rows }, (_, k) => {
    const size = 40 + ((k * 37) % 90);
    const age = k % 17 === 5 ? -999 : (k * 13) % 60;
    const city = (k * 7) % 3;
    const price = 1200 * size - 300 * Math.abs(age % 60) + 5000 * city;
    const dressed = `${price.toLocaleString('de-DE')} €`;
    const cells = [k + 1, `${size},5`, age, ['Bonn', 'Köln', 'Trier'][city], `Haus ${k} am Weg ${k * 3}`];
    return [...cells, (price / 1000).toFixed(1).replace('.', ','), dressed].join(';');
  });
  return ['Wohnungen 2026;;;;;;', ';;;;;;', 'nr;flaeche;alter;ort;bemerkung;preis_tausend;preis', ...lines].join('\n');
}

export async function messySummary(): Promise<TableSummary> {
  return summarize(await read(messyTable()));
}
