/** Where a model comes from: the table it learned from, and what came out. */
import { Untrusted } from '../data/dataset/steps/untrusted.ts';

/** The table by its content; its folder is nobody's business. */
export interface TableOrigin {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
}

export const originMetrics = [
  'cost',
  'validationCost',
  'testCost',
  'trainAccuracy',
  'validationAccuracy',
  'testAccuracy',
  'r2',
  'validationR2',
  'testR2',
] as const;
export type OriginMetric = (typeof originMetrics)[number];

export interface ModelOrigin {
  readonly table: TableOrigin;
  /** Examples of each part. */
  readonly m: number;
  readonly mValidation: number;
  readonly mTest: number;
  readonly step: number;
  readonly epoch: number;
  /** Figures under the names of `train --json`; `null` where one does not apply. */
  readonly metrics: Readonly<Record<OriginMetric, number | null>>;
  readonly engine: string;
  readonly precision: 'float64' | 'float32';
  /** Of the weights in Float64, in the order W¹ b¹ W² b² … */
  readonly weightsSha256: string;
  /** Version of the product that saved it. */
  readonly version: string;
  /** ISO 8601, when the training ended: saving twice gives the same bytes. */
  readonly time: string;
}

const keys: readonly (keyof ModelOrigin)[] = [
  'table',
  'm',
  'mValidation',
  'mTest',
  'step',
  'epoch',
  'metrics',
  'engine',
  'precision',
  'weightsSha256',
  'version',
  'time',
];

/** @throws PipelineError that names the place of the first thing that is wrong */
export function readOrigin(json: unknown, place = 'origin'): ModelOrigin {
  const at = new Untrusted(json, place).object(keys);
  const metrics = at('metrics').object(originMetrics);
  const metric = (name: OriginMetric): readonly [OriginMetric, number | null] => {
    const found = metrics(name);
    return [name, found.value === null ? null : found.number()];
  };
  return {
    table: readTable(at('table')),
    m: at('m').wholeNumber(),
    mValidation: at('mValidation').wholeNumber(),
    mTest: at('mTest').wholeNumber(),
    step: at('step').wholeNumber(),
    epoch: at('epoch').wholeNumber(),
    metrics: Object.fromEntries(originMetrics.map(metric)) as ModelOrigin['metrics'],
    engine: at('engine').text(),
    precision: at('precision').oneOf(['float64', 'float32']),
    weightsSha256: at('weightsSha256').text(),
    version: at('version').text(),
    time: at('time').text(),
  };
}

function readTable(table: Untrusted): TableOrigin {
  const at = table.object(['name', 'bytes', 'sha256', 'rows']);
  return {
    name: at('name').text(),
    bytes: at('bytes').wholeNumber(),
    sha256: at('sha256').text(),
    rows: at('rows').wholeNumber(),
  };
}
