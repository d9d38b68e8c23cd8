/** What hostile input pretends to be. */
export const kinds = ['configurations', 'bytes', 'messages'] as const;
export type Kind = (typeof kinds)[number];
