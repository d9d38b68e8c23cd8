/** Every command there is: `neuralNetwork.<name>` and what it does. */
import { stopEarly } from './stopEarly.ts';
import { checkGradients } from './checkGradients.ts';
import type { Command } from './command.ts';
import {
  fullSpeed,
  pause,
  reset,
  resume,
  start,
  step,
  stepEpoch,
  stop,
  takeBackWeights,
  undoTakeBack,
} from './controlRun.ts';
import { newWeights } from './newWeights.ts';
import { openSamples } from './openSamples.ts';
import { predict } from './predict.ts';
import { saveNetwork } from './saveNetwork.ts';
import { savePredictions } from './savePredictions.ts';
import { scaleLearningRate } from './scaleLearningRate.ts';
import { editHyperparameter, setActivation, setHyperparameter, setUnits } from './setHyperparameter.ts';
import { showShapes } from './showShapes.ts';
import { openConfiguration, openData, showLog, showPanel } from './show.ts';
import { trainConfig } from './trainConfig.ts';
import { trainOn } from './trainOn.ts';
import { trainOnCsv } from './trainOnCsv.ts';

export const commandTable: Readonly<Record<string, Command>> = {
  trainOnCsv,
  trainConfig,
  trainOn,
  start,
  pause,
  resume,
  fullSpeed,
  step,
  stepEpoch,
  stop,
  reset,
  newWeights,
  takeBackWeights,
  undoTakeBack,
  stopEarly,
  saveNetwork,
  savePredictions,
  predict,
  setLearningRate: setHyperparameter('training.learningRate'),
  learningRateUp: scaleLearningRate(3),
  learningRateDown: scaleLearningRate(1 / 3),
  setBatchSize: setHyperparameter('training.batchSize'),
  setOptimizer: setHyperparameter('training.optimizer'),
  setActivation,
  setLayers: setHyperparameter('network.layers'),
  setUnits,
  setL2: setHyperparameter('training.l2'),
  setEpochs: setHyperparameter('training.epochs'),
  setSeed: setHyperparameter('network.initialization.seed'),
  editHyperparameter,
  showPanel,
  showShapes,
  openConfiguration,
  openData,
  openSamples,
  showLog,
  checkGradients,
};
