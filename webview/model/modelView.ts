/** The page of a `.safetensors`: a network of ours with all that can be done with it, or the tensors of any other file. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { formatShape, superscript } from '../../src/core/network/shape.ts';
import type { ModelPage, OwnModel } from '../../src/protocol/modelView.ts';
import type { ViewCommand } from '../../src/protocol/viewMessages.ts';
import { onResize } from '../kit/canvas/surface.ts';
import { localize } from '../kit/text/l10n.ts';
import { nameOf } from '../kit/text/symbol.ts';
import { formatCount } from '../kit/text/number.ts';
import { byteText, inputText, originRows, targetSentence, tensorSentence } from './modelTexts.ts';
import { TensorTable } from './tensorTable.ts';
import { TryRowPart } from './tryRowPart.ts';
import { PredictionPart } from '../predictions/predictionPart.ts';
import { predictionTitle } from '../predictions/predictionText.ts';
import { SideSketch } from '../side/sideSketch.ts';
import type { Page } from '../state/page.ts';

export class ModelView {
  readonly #page: Page;
  readonly #sketch = new SideSketch();
  readonly #drawn = document.createElement('div');
  readonly #tensors: TensorTable;
  readonly #prediction: PredictionPart;
  readonly #tryRow: TryRowPart;
  #width = 0;
  #tries = false;

  constructor(page: Page) {
    this.#page = page;
    this.#drawn.className = 'model-sketch';
    this.#drawn.append(this.#sketch.element);
    onResize(this.#drawn, (width) => {
      this.#width = width;
      page.redraw();
    });
    this.#tensors = new TensorTable(() => page.redraw());
    this.#prediction = new PredictionPart({ post: page.post, redraw: () => page.redraw() });
    this.#tryRow = new TryRowPart(page.post);
  }

  draw(root: HTMLElement): void {
    const { store, theme } = this.#page;
    const { model, predictions, ui } = store.state;
    root.dataset['model'] = model ? modelKind(model) : 'connecting';
    render(model ? this.#template(model) : nothing, root);
    if (!model) return;
    const shown = predictions.find(({ id }) => id === ui.prediction) ?? predictions.at(-1);
    if (shown) this.#prediction.update(shown, store.state);
    if (!model.own) this.#tensors.update(model);
    else if (this.#width >= 40) this.#sketch.draw(model.own.run, model.own.weights, theme, this.#width, 0);
  }

  #template(model: ModelPage): TemplateResult {
    const { own, problem, name, bytes } = model;
    return html`<main class="model"><h1>${name}</h1>
      <p class="lead">${byteText(bytes)} · ${own ? targetSentence(own) : tensorSentence(model)}</p>
      ${problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
      ${own ? this.#own(own, model) : this.#foreign(model)}</main>`;
  }

  #own(own: OwnModel, model: ModelPage): TemplateResult {
    const { send, store } = this.#page;
    const action = (command: ViewCommand, label: string, kind = 'secondary'): TemplateResult =>
      html`<button class=${kind} data-command=${command} @click=${() => send(command)}>${label}</button>`;
    const toggle = (): void => {
      this.#tries = !this.#tries;
      this.#page.redraw();
    };
    return html`<div class="model-actions">${action('predict', localize('Predict…'), 'primary')}
        <button class="secondary" data-action="try" aria-expanded=${this.#tries ? 'true' : 'false'}
          @click=${toggle}>${localize('Try a Row…')}</button>
        ${action('exploreModel', localize('Explore on a Table…'))}
        ${model.canExport ? action('exportNetwork', localize('Export…')) : nothing}</div>
      ${this.#tries ? this.#tryRow.template(own, store.state) : nothing}
      ${this.#predictions()}
      ${this.#drawn}
      <div class="model-grid"><section data-part="shapes">${shapes(own)}</section><section
        data-part="origin">${origin(own)}</section></div>
      <section data-part="inputs">${inputs(own)}</section>`;
  }

  #predictions(): TemplateResult | typeof nothing {
    const { predictions, ui } = this.#page.store.state;
    if (predictions.length === 0) return nothing;
    const shown = predictions.find(({ id }) => id === ui.prediction) ?? predictions.at(-1);
    const tabs = predictions.map(
      (one) =>
        html`<button aria-pressed=${one === shown ? 'true' : 'false'}
          @click=${() => this.#page.store.move({ prediction: one.id })}>${predictionTitle(one)}</button>`,
    );
    return html`<section data-part="predictions"><h2>${localize('Predictions')}</h2>
      <div class="tabs" role="group" aria-label=${localize('Table')}>${tabs}</div>${this.#prediction.element}</section>`;
  }

  #foreign({ problem, tensors, tensorsOmitted, metadata }: ModelPage): TemplateResult {
    if (problem !== '' && tensors.length === 0) return html``;
    const foreign = localize(
      'This file was not saved by Neural Network Explorer: its tensors can be looked at, and a network of ' +
        'the same shapes can start from them.',
    );
    return html`<p>${foreign}</p>
      ${this.#tensors.element}
      ${tensorsOmitted > 0 ? html`<p class="quiet">${localize('And {0} more.', formatCount(tensorsOmitted))}</p>` : nothing}
      ${metadata.length > 0 ? html`<h2>${localize('What it says of itself')}</h2>${factsTable(metadata)}` : nothing}`;
  }
}

function modelKind({ own, problem }: ModelPage): string {
  if (problem !== '') return 'problem';
  return own ? 'own' : 'foreign';
}

/** In the usual form: what goes in, and of each layer W, b and what comes out, for m rows. */
function shapes({ run }: OwnModel): TemplateResult {
  const rows = run.layers.map(({ layer, units, W, b, activation, parameters }) => {
    const l = superscript(layer);
    return html`<tr><th scope="row">W${l}</th><td>${formatShape(W)}</td><th>b${l}</th><td>${formatShape(b)}</td>
      <th>Z${l}, A${l}</th><td>${units}×m</td><td>${nameOf(activation)}</td><td class="number">${formatCount(parameters)}</td></tr>`;
  });
  return html`<h2>${localize('Shapes')}</h2><table class="facts-table"><tbody>
      <tr><th scope="row">X</th><td>${run.inputs.length}×m</td></tr>${rows}</tbody></table>
    <p class="quiet">${localize('{0} parameters', formatCount(run.parameters))}</p>`;
}

function origin(own: OwnModel): TemplateResult {
  const { sha256 } = own.origin.table;
  return html`<h2>${localize('Where it comes from')}</h2>${factsTable(originRows(own))}
    <p class="quiet digest">${
      sha256 === '' ? nothing : html`SHA-256 ${localize('of the table')}: ${sha256}<br>`
    }SHA-256 ${localize('of the weights')}: ${own.origin.weightsSha256}</p>`;
}

function inputs(own: OwnModel): TemplateResult {
  return html`<h2>${localize('What it reads')}</h2>${factsTable(own.inputs.map((input) => [input.column, inputText(input)] as const))}`;
}

function factsTable(rows: readonly (readonly [string, string])[]): TemplateResult {
  return html`<table class="facts-table"><tbody>${rows.map(
    ([name, text]) => html`<tr><th scope="row">${name}</th><td>${text}</td></tr>`,
  )}</tbody></table>`;
}
