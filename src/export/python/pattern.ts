/** A regular expression as Python writes it: other signs around the names of groups. */
export function pattern(form: string): string {
  return `r"${form.replace(/\(\?<(?=\w)/g, '(?P<').replace(/\\k<(\w+)>/g, '(?P=$1)')}"`;
}
