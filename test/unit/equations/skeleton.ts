/** What two pieces of MathML are compared by. */

/** Signs and nesting alone: rows that only group, attributes and blanks are gone, kinds of leaves are one. */
export function skeleton(markup: string): string {
  return markup
    .replace(/<math[^>]*>|<\/math>|<mspace[^>]*>(<\/mspace>)?|<mo[^>]*>\u2061<\/mo>|<\/?m(row|style|padded)[^>]*>/g, '')
    .replace(/<(\/?)(mi|mo|mtext|mn)( [^>]*)?>/g, '')
    .replace(/<(\/?\w+)[^>]*>/g, '<$1>')
    .replaceAll('munder', 'msub')
    .replace(/[ˆ^]/g, '^')
    .replace(/\u00a0/g, ' ')
    .replaceAll('∥', '‖')
    .replaceAll('⋅', '·')
    .replace(/leaky ?ReLU/g, 'leakyReLU')
    .replaceAll('ϵ', 'ε');
}
