/** All verbs of the command line, in the order of its help. */
import { check } from './verbs/check.ts';
import { describe } from './verbs/describe.ts';
import { exportNetwork } from './verbs/exportNetwork.ts';
import { gradcheck } from './verbs/gradcheck.ts';
import { predict } from './verbs/predict.ts';
import { branchRun } from './verbs/runs/branch.ts';
import { compareRuns } from './verbs/runs/compare.ts';
import { deleteRuns } from './verbs/runs/delete.ts';
import { listRuns } from './verbs/runs/list.ts';
import { reproduceRun } from './verbs/runs/reproduce.ts';
import { resumeRun } from './verbs/runs/resume.ts';
import { showRun } from './verbs/runs/show.ts';
import { shapes } from './verbs/shapes.ts';
import { stability } from './verbs/stability.ts';
import { sweep } from './verbs/sweep.ts';
import { train } from './verbs/train.ts';

const runs = [listRuns, showRun, compareRuns, reproduceRun, resumeRun, branchRun, deleteRuns];

export const verbs = [train, sweep, ...runs, predict, exportNetwork, shapes, check, gradcheck, stability, describe];
