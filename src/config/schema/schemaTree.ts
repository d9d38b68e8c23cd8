/**
 * The schema of `.nnconfig` as a tree of plain data: zod's JSON Schema (draft 7, as written by hand: defaults may be absent) with what
 * `about.ts` says at every key. Computing it takes the larger part of zod, so the build puts the finished tree in this file's place.
 */
import * as z from 'zod/mini';
import { keyMetadata, type KeyMetadata } from './keyMetadata.ts';
import { networkFileSchema } from './schema.ts';

/** A node of the JSON Schema that zod writes, with what `about` says attached. */
export interface SchemaNode {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly required?: readonly string[];
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly string[];
  readonly const?: string | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
  readonly metadata?: KeyMetadata;
}

let tree: SchemaNode | undefined;

export function schemaNode(): SchemaNode {
  tree ??= z.toJSONSchema(networkFileSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const entry = keyMetadata.get(zodSchema as never);
      if (entry) jsonSchema['metadata'] = entry;
    },
  }) as SchemaNode;
  return tree;
}
