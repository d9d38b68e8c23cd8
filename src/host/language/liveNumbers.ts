/** The numbers of a run's layers now, also while no view looks: a hover looks for a moment. */
import type { LayerStatistics } from '../../config/language/statisticsText.ts';
import { type Frame, sectionOf } from '../../protocol/frame.ts';
import type { RunHandle } from '../runs/run.ts';

/** Milliseconds a hover waits for a frame. */
const patience = 300;

/** Layers 1…L; none while there is no network. */
export async function layerStatistics(run: RunHandle): Promise<readonly LayerStatistics[]> {
  const frame = run.frames.viewerCount > 0 ? run.session.frames.last : await glimpse(run);
  const stats = frame && sectionOf(frame, 'stats');
  if (!stats) return [];
  return Array.from({ length: stats.rows }, (_, row) => {
    const [meanActivation = 0, saturated = 0, dead = 0, normW = 0, normDW = 0] = stats.values.subarray(
      row * stats.columns,
    );
    return { meanActivation, saturated, dead, normW, normDW };
  });
}

function glimpse({ frames, session, description }: RunHandle): Promise<Frame | null> {
  if (!description) return Promise.resolve(null);
  return new Promise((resolve) => {
    const viewer = { showFrame: (frame: Frame) => end(frame) };
    const timer = setTimeout(() => end(session.frames.last), patience);
    const end = (frame: Frame | null) => {
      clearTimeout(timer);
      frames.remove(viewer);
      resolve(frame);
    };
    frames.add(viewer);
  });
}
