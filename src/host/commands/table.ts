/** Every command there is: `neuralNetwork.<name>` and what it does. */
import { hyperparameters } from '../../config/schema/hyperparameters.ts';
import type { ViewCommand } from '../../protocol/viewMessages.ts';
import { exportNetwork } from './exportNetwork.ts';
import { copyLatex, copyNumPy, copyValue, exportPicture, exportPictureSvg, showInCsv } from './contextMenu.ts';
import { checkGradients } from './checkGradients.ts';
import type { Command } from './command.ts';
import {
  branchRun,
  fullSpeed,
  newWeights,
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
import { newConfiguration } from './newConfiguration.ts';
import { openSamples } from './openSamples.ts';
import { exploreModel } from './exploreModel.ts';
import { predict } from './predict.ts';
import { saveNetwork } from './saveNetwork.ts';
import { savePredictions } from './savePredictions.ts';
import { lookAtFirst, lookAtPresent, presentationMode, showTab, toggle } from './panelKeys.ts';
import { scaleLearningRate } from './scaleLearningRate.ts';
import { editHyperparameter, setActivation, setHyperparameter, setUnits } from './setHyperparameter.ts';
import { showShapes } from './showShapes.ts';
import { openConfiguration, openData, showLog, showPanel } from './show.ts';
import { trainConfig } from './trainConfig.ts';
import { stopEarly, trainOn } from './trainingLength.ts';
import { trainOnCsv } from './trainOnCsv.ts';

const ownCommands = {
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
  branchRun,
  stopEarly,
  saveNetwork,
  savePredictions,
  predict,
  exportNetwork,
  exploreModel,
  learningRateUp: scaleLearningRate(3),
  learningRateDown: scaleLearningRate(1 / 3),
  setActivation,
  setLayers: setHyperparameter('network.layers'),
  setUnits,
  editHyperparameter,
  toggle,
  lookAtFirst,
  lookAtPresent,
  showTab,
  presentationMode,
  showPanel,
  showShapes,
  openConfiguration,
  openData,
  openSamples,
  newConfiguration,
  showLog,
  copyValue,
  copyNumPy,
  copyLatex,
  showInCsv,
  exportPicture,
  exportPictureSvg,
  checkGradients,
} satisfies Readonly<Record<string, Command>>;

/** Those that set the value of one key: the schema names them. */
const settingCommands = Object.fromEntries(
  hyperparameters().flatMap(({ command, path }) => (command ? [[command, setHyperparameter(path)]] : [])),
);

/** What a page may ask for is among them. */
export const commandTable: Readonly<Record<string, Command>> = {
  ...settingCommands,
  ...(ownCommands satisfies Readonly<Record<ViewCommand, Command>>),
};
