/** Inputs that are made of columns: x^2, x*y, sin(x), cos(x), abs(x). Nothing else can be written. */
import type { Derivation } from './steps/step.ts';

export interface DerivedInput {
  /** As it is written; the name of the input. */
  readonly name: string;
  readonly by: Derivation;
  /** One, or two of a product. */
  readonly columns: readonly string[];
}

/**
 * @param isColumn whether there is a column of that name: names may hold signs of their own. Without it the first reading counts.
 * @returns `null` when the text is none of the forms, or no reading of it names columns that are there
 */
export function parseDerived(text: string, isColumn: (name: string) => boolean = () => true): DerivedInput | null {
  const all = readings(text.trim()).filter(({ columns }) => columns.every((name) => name !== ''));
  const found = all.find(({ columns }) => columns.every(isColumn));
  return found ? { ...found, name: text.trim() } : null;
}

/** The names that a text would need, where no reading of it fits. */
export function columnsOfDerived(text: string): readonly string[] | null {
  return readings(text.trim())[0]?.columns ?? null;
}

type Reading = Omit<DerivedInput, 'name'>;

function readings(text: string): Reading[] {
  const call = /^(sin|cos|abs)\s*\((.*)\)$/s.exec(text);
  const power = /^(.*?)\s*\^\s*2$/s.exec(text);
  const products = [...text.matchAll(/\*/g)].map(({ index }): Reading => {
    const [left, right] = [text.slice(0, index).trim(), text.slice(index + 1).trim()];
    return { by: 'product', columns: [left, right] };
  });
  return [
    ...(call ? [{ by: call[1] as Derivation, columns: [call[2]!.trim()] }] : []),
    ...(power ? [{ by: 'square' as const, columns: [power[1]!.trim()] }] : []),
    ...products,
  ];
}
