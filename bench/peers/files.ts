/** How a workload travels to the processes that train it: a small JSON, and one file of Float32 numbers: X, Y, parameters. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parameterCount } from '../../src/core/network/shape.ts';
import { specOf, type Workload, type WorkloadData, workloadData } from './workloads.ts';

/** Writes NAME.json and NAME.bin. */
export function writeWorkload(folder: string, workload: Workload): WorkloadData {
  const data = workloadData(workload);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${workload.name}.json`), JSON.stringify(workload));
  const arrays = [data.X, data.Y, data.parameters];
  writeFileSync(join(folder, `${workload.name}.bin`), Buffer.concat(arrays.map(bytesOf)));
  return data;
}

export function readWorkload(folder: string, name: string): { workload: Workload; data: WorkloadData } {
  const workload = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Workload;
  const numbers = readFloats(join(folder, `${name}.bin`));
  const inputs = workload.m * (workload.units[0] ?? 0);
  const end = numbers.length - parameterCount(specOf(workload));
  const data = { X: numbers.subarray(0, inputs), Y: numbers.subarray(inputs, end), parameters: numbers.subarray(end) };
  return { workload, data };
}

export function readFloats(file: string): Float32Array {
  const { buffer, byteOffset, length } = readFileSync(file);
  if (byteOffset % Float32Array.BYTES_PER_ELEMENT !== 0)
    return new Float32Array(buffer.slice(byteOffset, byteOffset + length));
  return new Float32Array(buffer, byteOffset, length / Float32Array.BYTES_PER_ELEMENT);
}

export function bytesOf(numbers: Float32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
