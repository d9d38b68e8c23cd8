/** Style properties set from script: the page's policy forbids style attributes in markup. */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

class Styles extends Directive {
  render(_properties: Readonly<Record<string, string>>): symbol {
    return noChange;
  }

  override update(part: ElementPart, [properties]: [Readonly<Record<string, string>>]): symbol {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties))
      if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
    return noChange;
  }
}

/** Use in a tag: `<i ${styles({ width: '40%' })}></i>`. */
export const styles = directive(Styles);
