/** Numbers as people type them back: a true minus sign counts as one, a comma does not, for it could mean two things. */

/** `null` when the text is no finite number. */
export function typedNumber(text: string): number | null {
  const plain = text.trim().replace('−', '-');
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
