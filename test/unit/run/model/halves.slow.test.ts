/** A network that was trained on one half of a table, applied to the other: its figures are those that NumPy computes from its lines. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { weightsSha256 } from '../../../../src/platform/node/fingerprint.ts';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { trainedModel } from '../../../../src/run/model/trainedModel.ts';
import { buildTrainer } from '../../../../src/run/setup/buildTrainer.ts';
import { python, run } from '../../export/exporting.ts';
import { type Answer, answerTo } from './predictTable.ts';

/** Every second row of the penguins. */
function half(parity: 0 | 1): string {
  const [header, ...rows] = readFileSync('samples/penguins.csv', 'utf8').trimEnd().split('\n');
  return `${[header, ...rows.filter((_, i) => i % 2 === parity)].join('\n')}\n`;
}

async function otherHalf(target: string): Promise<Answer> {
  const bytes = new TextEncoder().encode(half(0));
  const config = networkConfigSchema.parse({
    data: { file: 'penguins.csv', target, split: { validation: 0.2 } },
    network: { layers: [{ units: 6, activation: 'tanh' }] },
    training: { optimizer: 'adam', learningRate: 0.01, epochs: 1000, precision: 'float64' },
  });
  const built = buildTrainer(config, await readTable(sourceOfBytes(bytes)));
  built.trainer.run(150);
  const model = trainedModel(built, {
    ...{ config, table: { name: 'penguins.csv', bytes: bytes.length, sha256: '0'.repeat(64), rows: 172 } },
    ...{ time: '2026-11-30T00:00:00.000Z', version: '0.1.0', engine: 'reference', figures: {} },
    fingerprint: weightsSha256,
  });
  return answerTo(model, half(1));
}

const classes = `import csv, json, sys
import numpy as np
rows = list(csv.DictReader(sys.stdin))
truth = np.array([row["target"] for row in rows])
said = np.array([row["prediction"] for row in rows])
names = [name for name in rows[0] if name.startswith("probability:")]
p = np.array([[float(row[name]) for name in names] for row in rows])
own = p[np.arange(len(rows)), [names.index("probability:" + name) for name in truth]]
recalls = [np.mean(said[truth == name] == name) for name in np.unique(truth)]
print(json.dumps({"cost": -np.mean(np.log(own)), "accuracy": np.mean(said == truth), "balancedAccuracy": np.mean(recalls)}))`;

const numbers = `import csv, json, sys
import numpy as np
rows = list(csv.DictReader(sys.stdin))
rows = [row for row in rows if row["target"] != ""]
y = np.array([float(row["target"]) for row in rows])
d = np.array([float(row["prediction"]) for row in rows]) - y
print(json.dumps({"r2": 1 - np.sum(d ** 2) / np.sum((y - y.mean()) ** 2), "mae": np.mean(np.abs(d)), "rmse": np.sqrt(np.mean(d ** 2))}))`;

describe('penguins: one half trained, the other predicted', () => {
  for (const [target, script] of [
    ['species', classes],
    ['body_mass_g', numbers],
  ] as const) {
    it(`${target}: the figures are NumPy's`, async () => {
      const { text, predicted, metrics } = await otherHalf(target);
      const { stdout, stderr } = await run(python, ['-c', script], process.cwd(), {}, text);
      assert.equal(stderr, '');
      assert.equal(predicted, half(1).trimEnd().split('\n').length - 1);
      const expected = JSON.parse(stdout) as Record<string, number>;
      const found = metrics as unknown as Record<string, number>;
      for (const [name, value] of Object.entries(expected))
        assert.ok(Math.abs(found[name]! - value) <= 1e-12 * Math.max(1, value), `${name}: ${found[name]}, ${value}`);
      assert.ok((expected['accuracy'] ?? expected['r2'] ?? 0) > 0.7);
    });
  }
});
