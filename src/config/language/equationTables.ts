/** The tables of equations of the documentation: what each word that may be chosen computes, and what other libraries do. */
import { activationTexts, initializationTexts, lossTexts, optimizerTexts } from '../schema/explanations.ts';
import { withSlope } from '../schema/wordNames.ts';
import { activationsElsewhere, initializationsElsewhere, lossesElsewhere, optimizersElsewhere } from './elsewhere.ts';
import { code, markdownTable } from './markdownTable.ts';

const elsewhere = 'in PyTorch and Keras';

/** By the name of the marker they stand under. */
export function equationTables(): Readonly<Record<string, string>> {
  return {
    activations: markdownTable(
      ['word', 'g(z)', 'g′, with a = g(z)', elsewhere],
      rowsOf(activationTexts, activationsElsewhere, ({ definition, derivative }) => [
        withSlope(definition, 's'),
        withSlope(derivative, 's'),
      ]),
    ),
    losses: markdownTable(
      ['loss', 'of one example', 'dZ of the output layer', elsewhere],
      rowsOf(lossTexts, lossesElsewhere, ({ equation, delta }) => [equation, delta]),
    ),
    optimizers: markdownTable(
      ['word', 'one step', elsewhere],
      rowsOf(optimizerTexts, optimizersElsewhere, ({ rule, averages }) => [
        [rule.join('; '), averages].filter(Boolean).join('. '),
      ]),
    ),
    initializations: markdownTable(
      ['word', 'weights, b = 0', elsewhere],
      rowsOf(initializationTexts, initializationsElsewhere, ({ equation }) => [equation]),
    ),
  };
}

function rowsOf<K extends string, T>(
  texts: Readonly<Record<K, T>>,
  others: Readonly<Record<K, string>>,
  cells: (text: T) => readonly string[],
): string[][] {
  const words = Object.keys(texts) as K[];
  return words.map((word) => [code(word), ...cells(texts[word]), others[word]]);
}
