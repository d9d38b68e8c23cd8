/** The JSON Schema of `.nnconfig` for the editor's own JSON features (completion, validation), drawn from the one schema. */
import { effectTexts, type KeyMetadata } from './keyMetadata.ts';
import { type SchemaNode, schemaNode } from './schemaTree.ts';

type Json = Record<string, unknown>;

/** Draft 7 with VS Code's extensions; comments and trailing commas are allowed, which the root itself must say. */
export function jsonSchema(): object {
  return {
    ...publicNode(schemaNode()),
    title: 'Neural network configuration',
    allowComments: true,
    allowTrailingCommas: true,
  };
}

/** The schema as the text of a file. */
export function schemaText(): string {
  return `${JSON.stringify(jsonSchema(), null, 2)}\n`;
}

function publicNode(node: SchemaNode): Json {
  const { about, ...rest } = node;
  const result: Json = { ...rest };
  if (node.type === 'object' && JSON.stringify(node.default) === '{}') delete result['default'];
  if (node.properties) result['properties'] = mapValues(node.properties, publicNode);
  if (node.items) result['items'] = publicNode(node.items);
  if (typeof node.additionalProperties === 'object')
    result['additionalProperties'] = publicNode(node.additionalProperties);
  if (node.anyOf) result['anyOf'] = node.anyOf.map(publicNode);
  return about ? { ...result, ...texts(about, node) } : result;
}

function texts(about: KeyMetadata, node: SchemaNode): Json {
  const unit = about.unit ? ` Counted in ${about.unit}.` : '';
  const description = `${about.description}${unit} ${effectTexts[about.effect]}`;
  return {
    title: about.symbol ? `${about.title} ${about.symbol}` : about.title,
    description: description.replaceAll('`', ''),
    markdownDescription: description,
    ...(node.enum && about.words
      ? { markdownEnumDescriptions: node.enum.map((word) => about.words?.[word] ?? '') }
      : {}),
    ...(about.suggestions
      ? { defaultSnippets: about.suggestions.map((value) => ({ label: JSON.stringify(value), body: value })) }
      : {}),
    ...(node.type === 'object' && !about.suggestions ? { examples: [about.example] } : {}),
  };
}

function mapValues(object: Readonly<Record<string, SchemaNode>>, change: (node: SchemaNode) => Json): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
