/** One question to a thread, or process, that is there only for it. */
import { RequestClient, type RequestOptions } from '../../protocol/requestClient.ts';
import type { Method, Params, Result } from '../../protocol/workerApi.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { stopped } from './stopped.ts';

/** Ends the thread with the answer. Rejects with a RequestError, also when someone else ends it before. */
export async function askOnce<M extends Method>(
  port: WorkerPort,
  method: M,
  params: Params<M>,
  options: RequestOptions = {},
): Promise<Result<M>> {
  const client = new RequestClient((message) => port.post(message));
  const listening = [
    port.onMessage((message) => client.receive(message)),
    port.onExit((reason) => client.close(stopped(reason))),
  ];
  try {
    return await client.request(method, params, options);
  } finally {
    for (const listener of listening) listener.dispose();
    client.dispose();
    port.terminate();
  }
}
