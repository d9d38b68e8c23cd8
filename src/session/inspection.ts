/** Looking into a run: questions to its worker, and the cursor in time. What is asked while dragging never queues. */
import type { Answer, Query } from '../protocol/query.ts';
import type { CancelToken } from '../protocol/port.ts';
import type { RunId } from '../protocol/run.ts';
import { CancelSource } from './cancelSource.ts';
import type { WorkerLink } from './workerLink.ts';

export class Inspection {
  private readonly runId: RunId;
  private readonly link: WorkerLink;
  private seeking: CancelSource | null = null;
  /** Where to look next, when the worker has got to where it was sent before. */
  private wanted: number | 'live' | null = null;

  constructor(runId: RunId, link: WorkerLink) {
    this.runId = runId;
    this.link = link;
  }

  /** Rejects with a RequestError; reason "cancelled" when `token` ended it. */
  query(query: Query, token?: CancelToken): Promise<Answer> {
    return this.link.request('query', { runId: this.runId, query }, { token });
  }

  /** Looks at that iteration. Of several wishes that come while the worker is on its way the last one counts. */
  async seek(step: number | 'live'): Promise<void> {
    this.wanted = step;
    if (this.seeking) {
      this.seeking.cancel();
      return;
    }
    while (this.wanted !== null) {
      const target: number | 'live' = this.wanted;
      this.wanted = null;
      const source = new CancelSource();
      this.seeking = source;
      // A refusal changes nothing: the status goes on telling where the cursor stands.
      await this.link.request('seek', { runId: this.runId, step: target }, { token: source.token }).catch(() => undefined);
      this.seeking = null;
    }
  }
}
