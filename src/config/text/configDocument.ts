/** The text of a configuration and all that is read of it, each once: whoever looks at a text gets the same document. */
import type { Problem } from '../schema/problem.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import { translations } from '../wording/localize.ts';
import { type ParsedConfig, parseTree } from './parse.ts';
import { LineMap } from './position.ts';
import { type Node, readTree, type SyntaxProblem } from './tree.ts';

export class ConfigDocument {
  readonly text: string;
  #lines: LineMap | undefined;
  #tree: ReturnType<typeof readTree> | undefined;
  #parsed: ParsedConfig | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get lines(): LineMap {
    this.#lines ??= new LineMap(this.text);
    return this.#lines;
  }

  /** The syntax tree, as far as the text could be read. */
  get root(): Node | undefined {
    return this.#read().root;
  }

  /** What is wrong with the syntax alone. */
  get syntax(): readonly SyntaxProblem[] {
    return this.#read().problems;
  }

  /** With every default filled in; `null` when a problem is an error. */
  get config(): NetworkConfig | null {
    return this.#parse().config;
  }

  /** What a sweep is to train of it. */
  get sweep(): ParsedConfig['sweep'] {
    return this.#parse().sweep;
  }

  /** All that is wrong without a table, in the order of the text. */
  get problems(): readonly Problem[] {
    return this.#parse().problems;
  }

  #read(): ReturnType<typeof readTree> {
    this.#tree ??= readTree(this.text);
    return this.#tree;
  }

  #parse(): ParsedConfig {
    this.#parsed ??= parseTree(this.#read(), this.lines);
    return this.#parsed;
  }
}

/** Texts that are remembered: those that are open and the last states of one that is being typed in. */
const maxKnown = 8;

/** Latest last. Problems are sentences: with another language they are made anew. */
let known: ConfigDocument[] = [];
let language: unknown;

/** The document of a text, which is parsed when it is first asked for and remembered for a while. */
export function configDocument(text: string): ConfigDocument {
  if (language !== translations()) known = [];
  language = translations();
  const found = known.find((document) => document.text === text) ?? new ConfigDocument(text);
  known = [...known.filter((document) => document !== found), found].slice(-maxKnown);
  return found;
}
