/** How JavaScript reads numbers, bare ones and those in the dress of offices: the forms are those of our own reader. */
import {
  blankForm,
  currencyForm,
  exponentForm,
  minusBehindForm,
  minusForm,
  numberForms,
  unitForm,
} from '../../data/csv/numbers/numberForms.ts';
import type { Library } from '../base/library.ts';

const whole = (form: string): string => `/^(?:${form})$/`;

/** A regular expression with the signs of Unicode, in which a slash is escaped. */
const unicode = (form: string): string => `/${form.replaceAll('/', '\\/')}/u`;

export function numberLibrary(decimalComma: boolean, hasMissing: boolean): Library {
  const { plain, grouped, marks } = decimalComma ? numberForms.comma : numberForms.point;
  const point = (text: string): string => (decimalComma ? `${text}.replace(",", ".")` : text);
  return {
    PLAIN: `const PLAIN = ${whole(plain)};`,
    GROUPED: `const GROUPED = [\n${grouped.map((form) => `  ${whole(form)},\n`).join('')}];`,
    CURRENCY: `const CURRENCY = ${unicode(`^${currencyForm}`)};`,
    UNIT: `const UNIT = ${unicode(`\\s*${unitForm('\\p{L}')}$`)};`,
    unwrapped: `/** (12) and 12- are -12: the number inside, and whether it is negative. */
function unwrapped(text) {
  if (${whole(minusBehindForm)}.test(text)) return [text.slice(0, -1), true];
  const inside = /^\\((.+)\\)$/.exec(text)?.[1];
  return inside === undefined ? [text, false] : [inside.trim(), true];
}`,
    undressed: `/** A number with currency, unit, percent sign, brackets or groups of digits; NaN where it is none. */
function undressed(cell) {
  if (cell.length > 60) return NaN;
  const [body, isWrapped] = unwrapped(cell.replace(/^="(.*)"$/, "$1").replace(/${minusForm}/g, "-"));
  const sign = /^[+-](?=[^0-9])/.exec(body)?.[0] ?? "";
  let text = body.slice(sign.length).trimStart();
  if (CURRENCY.test(text)) text = text.replace(CURRENCY, "").trim();
  else if (!${whole(exponentForm)}.test(text)) text = text.replace(UNIT, "").trim();
  const [inner, isNegative] = isWrapped ? [text, true] : unwrapped(text);
  const core = (sign + inner).replace(/${blankForm}/g, " ");
  if (/^[+-]?0[0-9]/.test(core) || (isNegative && /^[+-]/.test(core))) return NaN;
  const isGrouped = GROUPED.some((form) => form.test(core));
  if (!isGrouped && !PLAIN.test(core)) return NaN;
  const digits = isGrouped ? core.replace(/${marks}/g, "") : core;
  return isNegative ? -Number(${point('digits')}) : Number(${point('digits')});
}`,
    number: `/** A value as a number; NaN where it is none. */
function number(value${hasMissing ? ', ...missing' : ''}) {
  if (typeof value === "boolean") return Number(value);
  const text = String(value ?? "").trim();
  const bare = typeof value === "number" ? value : Number(${point('text')});
  const read = typeof value === "number" || PLAIN.test(text) ? bare : undressed(text);
  return Number.isFinite(read)${hasMissing ? ' && !missing.includes(read)' : ''} ? read : NaN;
}`,
  };
}
