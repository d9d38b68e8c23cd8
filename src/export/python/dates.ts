/** How Python reads dates: the forms are those of our own reader. */
import {
  clockForm,
  dateForms,
  dateLengths,
  dateSigns,
  epochForm,
  firstMilliseconds,
  monthNames,
  timeForm,
  weekdayForm,
} from '../../data/columns/dateForms.ts';
import type { Library } from '../base/library.ts';
import { quoted, wrapped } from '../base/words.ts';
import { pattern } from './pattern.ts';

export const dateLibrary: Library = {
  WEEKDAY: `WEEKDAY = ${pattern(weekdayForm)}`,
  TIME: `TIME = ${pattern(timeForm)}`,
  CLOCK: `CLOCK = ${pattern(clockForm)}`,
  DATE_FORMS: `DATE_FORMS = [
${dateForms.map((form) => `    ${pattern(form)},\n`).join('')}]`,
  DATE_SIGNS: `# Korean in the signs of the forms.
DATE_SIGNS = [
${dateSigns.map(([form, by]) => `    (${pattern(form)}, ${pattern(by.replace(/\$(\d)/g, '\\g<$1>'))}),\n`).join('')}]`,
  MONTHS: `MONTHS = [\n${wrapped(
    monthNames.map((words) => `[${words.map(quoted).join(', ')}]`),
    '    ',
  )}\n]`,
  date_of: `def date_of(part, day_first):
    """The date of what a form found."""
    year = int(part["y"])
    if len(part["y"]) == 2:
        year += 2000 if year < 70 else 1900
    if part.get("week"):
        return datetime.date.fromisocalendar(year, int(part["week"]), int(part["weekday"] or 1))
    if part.get("a"):
        swapped = part["mark"] != "." and not day_first
        month, day = (part["a"], part["b"]) if swapped else (part["b"], part["a"])
        return datetime.date(year, int(month), int(day))
    if part.get("quarter"):
        return datetime.date(year, 3 * int(part["quarter"]) - 2, 1)
    if part.get("half"):
        return datetime.date(year, 6 * int(part["half"]) - 5, 1)
    return datetime.date(year, month_of(part), int(part.get("d") or 1))`,
  month_of: `def month_of(part):
    """1 to 12; 0 for a word that is no month."""
    if "name" not in part:
        return int(part["m"])
    letters = part["name"].lower()
    months = (k for k, words in enumerate(MONTHS, start=1) if any(word.startswith(letters) for word in words))
    return next(months, 0)`,
  clock: `def clock(part):
    """The time of day as a part of a day."""
    if part["hour"] is None:
        return 0
    hour = int(part["hour"])
    if part.get("noon"):
        hour = hour % 12 + (12 if part["noon"].lower() == "pm" else 0)
    second = float((part["second"] or "0").replace(",", "."))
    return (hour * 3600 + int(part["minute"]) * 60 + second) / 86400`,
  days: String.raw`def days(cell, day_first):
    """A date as days since 1970-01-01; NaN where it is none."""
    text = re.sub(r"\s", " ", cell)
    for sign, other in DATE_SIGNS:
        text = re.sub(sign, other, text, flags=re.ASCII)
    text = text.strip()
    if not ${dateLengths[0]} <= len(text) <= ${dateLengths[1]}:
        return math.nan
    for form in DATE_FORMS:
        match = re.fullmatch(WEEKDAY + form + TIME, text, re.IGNORECASE | re.ASCII)
        if match:
            try:
                date = date_of(match.groupdict(), day_first)
            except ValueError:
                return math.nan
            return date.toordinal() - datetime.date(1970, 1, 1).toordinal() + clock(match.groupdict())
    match = re.fullmatch(CLOCK, text, re.ASCII)
    if match:
        return clock(match.groupdict())
    if re.fullmatch(${pattern(epochForm)}, text, re.ASCII):
        return int(text) / (86400 if int(text) < ${firstMilliseconds} else 86400000)
    return math.nan`,
  calendar: `def calendar(day, first):
    """Year, month and weekday on their circles, days since the first one."""
    date = datetime.date(1970, 1, 1) + datetime.timedelta(days=math.floor(day))
    month = 2 * math.pi * (date.month - 1) / 12
    weekday = 2 * math.pi * (date.isoweekday() % 7) / 7
    return [
        date.year,
        math.sin(month),
        math.cos(month),
        math.sin(weekday),
        math.cos(weekday),
        day - first,
    ]`,
};
