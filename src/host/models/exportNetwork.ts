/** Asks a thread of its own for the files of an export. */
import { notice } from '../../core/notice.ts';
import type { RunNoticeCode } from '../../config/wording/runTexts.ts';
import type { ExportReport, ExportRequest } from '../../protocol/modelApi.ts';
import { RequestClient } from '../../protocol/requestClient.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';

/** Rejects with a RequestError. */
export async function exportedFiles(port: WorkerPort, request: ExportRequest): Promise<ExportReport> {
  const client = new RequestClient((message) => port.post(message));
  const listening = [
    port.onMessage((message) => client.receive(message)),
    port.onExit((reason) =>
      client.close({ reason: 'internal', notice: notice('reader.stopped' satisfies RunNoticeCode, reason) }),
    ),
  ];
  try {
    return await client.request('exportModel', request);
  } finally {
    for (const listener of listening) listener.dispose();
    client.dispose();
    port.terminate();
  }
}
