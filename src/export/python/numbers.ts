/** How Python reads numbers, bare ones and those in the dress of offices: the forms are those of our own reader. */
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
import { pattern } from './pattern.ts';

/** A letter, which in Python is no class of its own: raised and circled digits and fractions are none. */
const letter = '(?:(?![¹²³¼-¾⁰-₉⅐-↉①-⓿])[^\\W\\d_])';

export function numberLibrary(decimalComma: boolean, hasMissing: boolean): Library {
  const { plain, grouped, marks } = decimalComma ? numberForms.comma : numberForms.point;
  const point = (text: string): string => (decimalComma ? `${text}.replace(",", ".")` : text);
  return {
    PLAIN: `PLAIN = ${pattern(plain)}`,
    GROUPED: `GROUPED = [\n${grouped.map((form) => `    ${pattern(form)},\n`).join('')}]`,
    CURRENCY: `CURRENCY = (\n    ${pattern(currencyForm).replace('|USD', '"\n    r"|USD')}\n)`,
    UNIT: `UNIT = (\n    ${pattern(unitForm(letter)).replace('])(?:', '])"\n    r"(?:')}\n)`,
    unwrapped: `def unwrapped(text):
    """(12) and 12- are -12: the number inside, and whether it is negative."""
    if re.fullmatch(${pattern(minusBehindForm)}, text):
        return text[:-1], True
    inside = re.fullmatch(r"\\((.+)\\)", text)
    return (inside[1].strip(), True) if inside else (text, False)`,
    undressed: `def undressed(text):
    """A number with currency, unit, percent sign, brackets or groups of digits; NaN where it is none."""
    if len(text) > 60:
        return math.nan
    text = re.sub(${pattern(minusForm)}, "-", re.sub(r'^="(.*)"$', r"\\1", text))
    text, negative = unwrapped(text)
    sign = text[:1] if re.match(r"[+-][^0-9]", text) else ""
    text = text[len(sign):].lstrip()
    front = re.match(CURRENCY, text)
    back = re.search(r"\\s*" + UNIT + r"\\Z", text)
    if front:
        text = text[front.end():].strip()
    elif back and not re.fullmatch(${pattern(exponentForm)}, text):
        text = text[:back.start()].strip()
    if not negative:
        text, negative = unwrapped(text)
    text = re.sub(${pattern(blankForm)}, " ", sign + text)
    if re.match(r"[+-]?0[0-9]", text) or negative and re.match(r"[+-]", text):
        return math.nan
    if any(re.fullmatch(form, text) for form in GROUPED):
        text = re.sub(${pattern(marks)}, "", text)
    elif not re.fullmatch(PLAIN, text):
        return math.nan
    return -float(${point('text')}) if negative else float(${point('text')})`,
    number: `def number(cell${hasMissing ? ', *missing' : ''}):
    """A cell as a number; NaN where it is none."""
    text = cell.strip()
    value = float(${point('text')}) if re.fullmatch(PLAIN, text) else undressed(text)
    return value if math.isfinite(value)${hasMissing ? ' and value not in missing' : ''} else math.nan`,
  };
}
