/** Asks a thread of its own for the files of an export. */
import type { ExportReport, ExportRequest } from '../../protocol/modelApi.ts';
import { RequestClient } from '../../protocol/requestClient.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { stopped } from '../workers/stopped.ts';

/** Rejects with a RequestError. */
export async function exportedFiles(port: WorkerPort, request: ExportRequest): Promise<ExportReport> {
  const client = new RequestClient((message) => port.post(message));
  const listening = [
    port.onMessage((message) => client.receive(message)),
    port.onExit((reason) => client.close(stopped(reason))),
  ];
  try {
    return await client.request('exportModel', request);
  } finally {
    for (const listener of listening) listener.dispose();
    client.dispose();
    port.terminate();
  }
}
