/**
 * A verb of the command line as a row: what it is called, what it takes, what it says of itself, what it does. Arguments are read and help
 * is written from the row, so that nothing else knows one.
 */
import type { Terminal } from '../terminal/terminal.ts';

/** What stands behind a verb without a dash. */
export interface Operand {
  /** As help and errors write it: "FILE". */
  readonly name: string;
  /** What it may be, for the error when it is missing: "CSV, .nnconfig". */
  readonly kinds: string;
  /** One line of help. */
  readonly help: string;
  /** The last operand: one or more of them. */
  readonly several?: true;
}

export interface Option<T> {
  /** Without its dashes: "costs-at". */
  readonly name: string;
  /** What follows it, as help writes it: "K,K,…"; `null` for a switch. */
  readonly takes: string | null;
  /** One line of help. */
  readonly help: string;
  /**
   * @param given its values in the order of the command line; of a switch an empty one each time
   * @throws CliFailure (wrong use)
   */
  readonly read: (given: readonly string[]) => T;
}

type Operands = Readonly<Record<string, Operand>>;
type Options = Readonly<Record<string, Option<unknown>>>;

/** What a verb is given: its operands and options under the names of its row. */
export type ValuesOf<A extends Operands, O extends Options> = {
  readonly [K in keyof A]: A[K] extends { readonly several: true } ? readonly string[] : string;
} & {
  readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

/** 0: done. 1: the input cannot be used, or a check failed. 130: interrupted. Wrong use (2) is thrown. */
export type ExitCode = 0 | 1 | 130;

interface Row<A extends Operands, O extends Options> {
  /** One word, or a group and a word: "runs list". */
  readonly name: string;
  /** In the order of the command line. */
  readonly operands: A;
  readonly options: O;
  /** One line of help. */
  readonly help: string;
  /** Fields of the object that --json prints. */
  readonly json: readonly string[];
  readonly run: (values: ValuesOf<A, O>, terminal: Terminal) => Promise<ExitCode>;
}

/** A row whose types are settled. */
export interface Verb {
  readonly name: string;
  readonly operands: readonly Operand[];
  readonly options: readonly Option<unknown>[];
  readonly help: string;
  readonly json: readonly string[];
  /** @param given of an option by its name */
  readonly command: (operands: readonly string[], given: (name: string) => readonly string[]) => Invocation;
}

/** A verb with its values, ready to be run. */
export interface Invocation {
  readonly name: string;
  /** The first operand: what failures are about that name nothing else. */
  readonly subject: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly run: (terminal: Terminal) => Promise<ExitCode>;
}

export function verb<A extends Operands, O extends Options>(row: Row<A, O>): Verb {
  return {
    ...row,
    operands: Object.values(row.operands),
    options: Object.values(row.options),
    command: (operands, given) => {
      const values = Object.fromEntries([
        ...Object.entries(row.operands).map(([key, { several }], index) => [
          key,
          several ? operands.slice(index) : operands[index],
        ]),
        ...Object.entries(row.options).map(([key, option]) => [key, option.read(given(option.name))]),
      ]) as ValuesOf<A, O>;
      return { name: row.name, subject: operands[0] ?? row.name, values, run: (terminal) => row.run(values, terminal) };
    },
  };
}
