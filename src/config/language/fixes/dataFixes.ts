/** Fixes of names and columns that do not go with the table. */
import { targetsOf } from '../../facts/columnProblems.ts';
import { removeValue } from '../../text/edit.ts';
import { type FixContext, type FixDraft, replacing, setting } from './fixContext.ts';
import { betterShare } from '../../facts/classSplit.ts';
import { isColumnMap } from '../../schema/keyTable.ts';
import { localize } from '../../wording/localize.ts';

/** Fixes for the codes about the data file, its columns and its rows. */
export function dataFixes(context: FixContext): FixDraft[] {
  const { text, problem, config } = context;
  switch (problem.code) {
    case 'dataFile':
    case 'fileMissing':
    case 'fileIsFolder':
    case 'fileNotRegular':
    case 'fileOutside':
    case 'fileEmpty':
      return otherTables(context);
    case 'fileUnreadable':
      return problem.path[1] === 'encoding' ? guessedEncoding(context) : otherTables(context);
    case 'unknownColumn':
      return [...removeName(context), ...(problem.path[1] === 'target' ? guessedTarget(context) : [])];
    case 'targetAmongFeatures':
    case 'duplicateColumn':
    case 'derivedForm':
    case 'transformDomain':
    case 'unusableFeature':
    case 'constantFeature':
    case 'idFeature':
      return removeName(context);
    case 'noFeatures':
      return config?.data.features
        ? [{ title: localize('Learn from all usable columns'), edits: removeValue(text, ['data', 'features']) }]
        : [];
    case 'oneClass':
    case 'unusableTarget':
    case 'targetNotNumber':
    case 'tooFewRows':
      return guessedTarget(context);
    default:
      return settingFixes(context);
  }
}

/** Fixes that set one key. */
function settingFixes(context: FixContext): FixDraft[] {
  const { text } = context;
  switch (context.problem.code) {
    case 'scalesApart':
      return [setting(text, localize('Standardize the columns'), ['data', 'standardize'], true)];
    case 'emptyValidation':
      return [setting(text, localize('Keep nothing aside'), ['data', 'split', 'validation'], 0)];
    case 'stoppingOnTraining':
      return [setting(text, localize('Keep {0} % of the rows aside', 20), ['data', 'split', 'validation'], 0.2)];
    case 'classMissing':
      return largerShare(context);
    case 'batchAboveExamples':
      return [setting(text, localize('Replace with {0}', '"full"'), ['training', 'batchSize'], 'full')];
    default:
      return [];
  }
}

/** The tables beside the configuration, but for the one that is named, and the one that was probably meant. */
function otherTables(context: FixContext): FixDraft[] {
  const { problem, config, files } = context;
  return files
    .map((file) => JSON.stringify(file))
    .filter((file) => file !== problem.suggestion && file !== JSON.stringify(config?.data.file))
    .slice(0, 8)
    .map((file) => replacing(context, file));
}

/** Bytes that are not of the encoding named may be of the one that the reader finds. */
function guessedEncoding({ text, config }: FixContext): FixDraft[] {
  if (config?.data.encoding === undefined) return [];
  return [{ title: localize('Let the reader find the encoding'), edits: removeValue(text, ['data', 'encoding']) }];
}

/** Takes the name out of the list it is in; a list needs one name at least, and a single target is no list. */
function removeName({ text, problem, config }: FixContext): FixDraft[] {
  const [, list, index] = problem.path;
  const data = config?.data;
  if (!data || index === undefined) return [];
  if (list === 'types') return [{ title: localize('Remove this type'), edits: removeValue(text, problem.path) }];
  if (isColumnMap(list) || list === 'derived')
    return [{ title: localize('Remove it'), edits: removeValue(text, problem.path) }];
  const names = list === 'features' ? (data.features ?? []) : targetsOf(data);
  if (names.length > 1)
    return [
      {
        title: list === 'features' ? localize('Remove from the features') : localize('Remove from the targets'),
        edits: removeValue(text, problem.path),
      },
    ];
  return list === 'features'
    ? [{ title: localize('Learn from all usable columns'), edits: removeValue(text, ['data', 'features']) }]
    : [];
}

function guessedTarget({ text, summary, config }: FixContext): FixDraft[] {
  const guess = summary?.target?.name;
  if (guess === undefined || !config || targetsOf(config.data).includes(guess)) return [];
  return [setting(text, localize('Predict {0}', JSON.stringify(guess)), ['data', 'target'], guess)];
}

function largerShare({ text, config, summary }: FixContext): FixDraft[] {
  const share = config && summary ? betterShare(config.data, summary) : null;
  return share === null
    ? []
    : [
        setting(
          text,
          localize('Keep {0} % of the rows aside', Math.round(share * 100)),
          ['data', 'split', 'validation'],
          share,
        ),
      ];
}
