/** All verbs of the command line, in the order of its help. */
import { check } from './verbs/check.ts';
import { describe } from './verbs/describe.ts';
import { exportNetwork } from './verbs/exportNetwork.ts';
import { gradcheck } from './verbs/gradcheck.ts';
import { predict } from './verbs/predict.ts';
import { shapes } from './verbs/shapes.ts';
import { train } from './verbs/train.ts';

export const verbs = [train, predict, exportNetwork, shapes, check, gradcheck, describe];
