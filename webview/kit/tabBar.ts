/** The tabs of the panel: one stop of the Tab key, arrow keys between them, names where there is room. */
import { localize } from './text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
}

/** Nothing when there is only one. */
export function tabBar(
  tabs: readonly Tab[],
  chosen: string,
  choose: (id: string) => void,
): TemplateResult | typeof nothing {
  if (tabs.length < 2) return nothing;
  const keyed = (event: KeyboardEvent): void => {
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-tab]')?.dataset['tab'] ?? chosen;
    const next = nextTab(tabs, from, event.key);
    // Where a tab was clicked, arrows are keys of the panel.
    if (next === null || !document.activeElement?.matches(':focus-visible')) return;
    event.preventDefault();
    choose(next);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return html`<div class="tab-bar" role="tablist" aria-label=${localize('Views')} @keydown=${keyed}>
    ${tabs.map(({ id, title, icon }, index) => {
      const selected = id === chosen;
      return html`<button role="tab" id="tab-${id}" data-tab=${id} title="${title} (${index + 1})" aria-label=${title}
        aria-selected=${selected ? 'true' : 'false'}
        aria-controls=${selected ? `view-${id}` : nothing} tabindex=${selected ? 0 : -1} @click=${() => choose(id)}><span
        class="codicon codicon-${icon}" aria-hidden="true"></span><span class="tab-title">${title}</span></button>`;
    })}
  </div>`;
}

/** The tab an arrow key leads to from the one that has the focus, round the ends; `null` for other keys. */
export function nextTab(tabs: readonly Tab[], from: string, key: string): string | null {
  const at = Math.max(
    0,
    tabs.findIndex(({ id }) => id === from),
  );
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1 + tabs.length,
    Home: 0,
    End: tabs.length - 1,
  };
  const target = targets[key];
  return target === undefined ? null : (tabs[target % tabs.length]?.id ?? null);
}
