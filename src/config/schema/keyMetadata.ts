/** What is said about a key of `.nnconfig` beside its type and range: kept with the schema, read by everything that shows a key. */
import * as z from 'zod/mini';

/**
 * What a change of the key does to a network that is training.
 * live: taken over at the next step, weights kept; refit: the network is built anew with the weights that still fit; restart: it is built
 * anew with new weights; reread: the table is read again too; none: nothing.
 */
export type Effect = 'live' | 'refit' | 'restart' | 'reread' | 'none';

export const effectTexts: Readonly<Record<Effect, string>> = {
  live: 'Takes effect at the next step of a running training.',
  refit: 'A change builds the network anew with the weights that still fit, and starts from step 0.',
  restart: 'A change builds the network anew and starts from step 0.',
  reread: 'A change reads the data again and starts from step 0.',
  none: 'A single training takes no notice of it.',
};

export interface KeyMetadata {
  /** "Learning rate" */
  readonly title: string;
  /** One or two sentences of plain Markdown. */
  readonly description: string;
  readonly effect: Effect;
  /** "examples", "epochs"; absent for pure numbers and words. */
  readonly unit?: string;
  /** As in equations: "α". */
  readonly symbol?: string;
  /** What may stand here, for the sentence "expected … "; absent where type and range say it. */
  readonly expects?: string;
  /** A value that works, shown when a wrong one was found. */
  readonly example: unknown;
  /** One sentence for each word of an enumeration. */
  readonly words?: Readonly<Record<string, string>>;
  /** Values worth offering in completion and pickers. */
  readonly suggestions?: readonly (number | string)[];
  /** Command that sets it, without the prefix: "setLearningRate". */
  readonly command?: string;
  /** Whether it is in the table of hyperparameters. */
  readonly hyperparameter?: true;
}

/** Entries by schema node; filled by schema.ts. */
export const keyMetadata: z.core.$ZodRegistry<KeyMetadata> = z.registry<KeyMetadata>();

/** The same schema, with its entry registered. */
export function withMetadata<S extends z.core.$ZodType>(schema: S, entry: KeyMetadata): S {
  keyMetadata.add(schema as never, entry as never);
  return schema;
}
