/** What the page of a `.safetensors` shows: of ours the network and its weights, of any other the header alone, however large it is. */
import { errorText } from '../config/wording/notice.ts';
import { evenlySpaced } from '../core/analysis/evenlySpaced.ts';
import type { NetworkSpec } from '../core/network/network.ts';
import { createParameters } from '../core/network/arena.ts';
import { layerShapes, parameterCount } from '../core/network/shape.ts';
import { isReadStep } from '../data/dataset/steps/step.ts';
import { describeModel, isOurs, type ModelFile, readModel } from '../model/modelFile.ts';
import { modelInputs } from '../model/modelInputs.ts';
import { type RandomAccess, readHeader, type SafetensorsHeader } from '../model/safetensors.ts';
import type { Frame, Section } from '../protocol/frame.ts';
import type { ModelPage, OwnModel } from '../protocol/modelView.ts';
import type { RunDescription } from '../protocol/run.ts';

/** Parameters up to which the weights are read, for the sketch and to see that they are those that were saved. */
const maxRead = 200_000;
/** Units of a layer in the sketch. */
const maxUnits = 32;
const maxTensors = 20_000;
/** What is shown of one word that a foreign file says. */
const maxMetadata = 400;
const maxWords = 200;

type Named = Pick<ModelPage, 'name' | 'canExport'>;
type Fingerprint = (parameters: Float64Array) => string;

/**
 * Never throws for what is in the file: that is the page's `problem`.
 * @param fingerprint see `readModel`
 */
export async function modelPage(file: RandomAccess, named: Named, fingerprint: Fingerprint): Promise<ModelPage> {
  const page: ModelPage = {
    ...named,
    ...{ bytes: file.byteLength, problem: '', own: null, tensors: [], tensorsOmitted: 0, metadata: [] },
  };
  let header: SafetensorsHeader;
  try {
    header = await readHeader(file);
  } catch (error) {
    return { ...page, problem: errorText(error) };
  }
  const seen = { ...page, ...tensorsOf(header) };
  if (!isOurs(header)) return { ...seen, metadata: metadataOf(header) };
  try {
    return { ...seen, own: await ownModel(file, header, named.name, fingerprint) };
  } catch (error) {
    return { ...seen, problem: errorText(error) };
  }
}

function tensorsOf({ tensors }: SafetensorsHeader): Pick<ModelPage, 'tensors' | 'tensorsOmitted'> {
  const shown = tensors.slice(0, maxTensors).map(({ name, dtype, shape, byteLength }) => ({
    ...{ name, dtype, shape, bytes: byteLength },
  }));
  return { tensors: shown, tensorsOmitted: tensors.length - shown.length };
}

function metadataOf({ metadata }: SafetensorsHeader): ModelPage['metadata'] {
  const cut = (text: string): string => (text.length > maxMetadata ? `${text.slice(0, maxMetadata)}…` : text);
  return [...metadata].slice(0, maxWords).map(([key, text]) => [cut(key), cut(text)]);
}

async function ownModel(
  file: RandomAccess,
  header: SafetensorsHeader,
  name: string,
  fingerprint: Fingerprint,
): Promise<OwnModel> {
  const described = describeModel(header);
  const isRead = parameterCount(described.spec) <= maxRead;
  const model = isRead ? await readModel(file, fingerprint) : null;
  const run = describedRun(described, name);
  return {
    run,
    weights: model && weightsFrame(model, run),
    inputs: modelInputs(described.pipeline),
    origin: described.origin,
    withOptimizer: header.metadata.has('training'),
  };
}

type Described = ReturnType<typeof describeModel>;

function describedRun({ spec, pipeline, config, origin }: Described, title: string): RunDescription {
  const { task, targets, classes, encodings } = pipeline;
  const { m, mValidation, mTest, engine, precision } = origin;
  return {
    ...{ runId: 'model', build: 0, title, dataFile: config.data.file, task, loss: spec.loss, classes },
    ...{ m, mValidation, mTest, engine, precision, parameters: parameterCount(spec), leakySlope: spec.leakySlope },
    targets: targets.map(({ column }) => column),
    inputs: encodings.flatMap(({ inputs, steps }) => {
      const column = steps.find(isReadStep)?.column ?? '';
      return inputs.map((input) => ({ name: input, column }));
    }),
    layers: layerShapes(spec).map((layer) => ({ ...layer, units: layer.W[0] })),
    shownUnits: unitCounts(spec).map((units) => evenlySpaced(units, maxUnits)),
    ...{ shownExamples: [], plane: null, repairs: [], notes: [] },
  };
}

function unitCounts(spec: NetworkSpec): number[] {
  return [spec.inputs, ...spec.layers.map(({ units }) => units)];
}

/** W between shown units, as a frame of a run has it. */
function weightsFrame({ spec, parameters }: ModelFile, { shownUnits }: RunDescription): Frame {
  const { W } = createParameters(spec, parameters);
  const counts = unitCounts(spec);
  const sections: Section[] = [];
  const numbers: number[] = [];
  shownUnits.forEach((rows, l) => {
    const columns = shownUnits[l - 1];
    if (!columns) return;
    sections.push({ name: `W:${l}`, rows: rows.length, columns: columns.length, offset: numbers.length });
    const width = counts[l - 1] ?? 0;
    for (const j of rows) for (const k of columns) numbers.push(W[l]?.[j * width + k] ?? Number.NaN);
  });
  return { runId: 'model', build: 0, frame: 1, step: 0, live: true, sections, numbers: Float32Array.from(numbers) };
}
