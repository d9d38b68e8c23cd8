/** Everything that reading and preparing a table may say. The words are in `config/wording/dataTexts.ts`. */
import type { Notice } from '../../core/notice.ts';

/** Why a column is of its type. */
export type ColumnReasonCode =
  | 'column.noValue'
  | 'column.oneNumber'
  | 'column.oneWord'
  | 'column.sequence'
  | 'column.unnamedSequence'
  | 'column.idNumbers'
  | 'column.rowNumbers'
  | 'column.idBlocks'
  | 'column.wholeNumbers'
  | 'column.numbers'
  | 'column.answers'
  | 'column.dates'
  | 'column.dateNumbers'
  | 'column.words'
  | 'column.texts'
  | 'column.moreTexts'
  | 'column.allValuesDiffer'
  | 'column.allTextsDiffer'
  | 'column.noNumber'
  | 'column.declared';

/** Why a column is the one that is predicted; each ends with what there is to predict. */
export type TargetReasonCode =
  | 'target.byName'
  | 'target.onlyAnswers'
  | 'target.onlyClasses'
  | 'target.last'
  | 'target.lastUsable'
  | 'target.number'
  | 'target.twoClasses'
  | 'target.classes'
  | 'target.passedOver'
  | 'target.mostlyEmpty';

/** What a column of a type is called where it is no input. */
export type ColumnKindCode = `columnKind.${'id' | 'constant' | 'date' | 'text' | 'number' | 'category' | 'boolean'}`;

/** Words inside other sentences. */
export type DataWordCode =
  | 'fileKind.zip'
  | 'fileKind.oldExcel'
  | 'fileKind.gzip'
  | 'fileKind.parquet'
  | 'fileKind.pdf'
  | 'fileKind.utf32'
  | 'fileKind.excel'
  | 'fileKind.openDocument'
  | 'fileKind.arrow'
  | 'fileKind.hdf5'
  | 'fileKind.numpy'
  | 'fileKind.sqlite'
  | 'fileKind.spss'
  | 'fileKind.stata'
  | 'fileKind.rData'
  | 'fileKind.pickle'
  | 'fileKind.bzip2'
  | 'fileKind.xz'
  | 'fileKind.7zip'
  | 'fileKind.zstandard'
  | 'fileKind.png'
  | 'features.noOther'
  | 'features.leftOut';

/** What happened to the data on their way into a network. */
export type DataWarningCode =
  | 'data.imputedMean'
  | 'data.imputedWord'
  | 'data.noValidation'
  | 'data.rareClass'
  | 'data.sentinel'
  | 'data.spread'
  | 'data.skewed'
  | 'data.doubt'
  | 'series.lagged'
  | 'telltale.copy'
  | 'telltale.rescaled'
  | 'telltale.alone'
  | 'doubt.sentinel'
  | 'doubt.spread'
  | 'doubt.nearlyConstant'
  | 'doubt.skewed'
  | 'doubt.mixed'
  | 'doubt.units'
  | 'doubt.manyWords'
  | 'doubt.mostlyMissing'
  | 'data.outlier'
  | 'data.repairsOmitted'
  | 'data.notANumber'
  | 'data.unknownWord';

/** Why a table cannot be read or used. */
/** A table that shall be read as another one was. */
export type StartErrorCode =
  | 'start.none'
  | 'start.noColumn'
  | 'start.target'
  | 'start.number'
  | 'start.date'
  | 'start.words'
  | 'start.class'
  | 'start.misfit'
  | 'start.layers'
  | 'start.nothing';

/** What a start from a file brings along. */
export type StartNoteCode = 'start.pipeline' | 'start.scaling' | 'start.unknownWords' | 'start.continued';

export type DataErrorCode =
  | StartErrorCode
  | 'file.empty'
  | 'file.noLineEnd'
  | 'file.kind'
  | 'file.packed'
  | 'foreign.html'
  | 'foreign.xml'
  | 'foreign.json'
  | 'foreign.jsonLines'
  | 'foreign.libsvm'
  | 'arff.noData'
  | 'arff.sparse'
  | 'arff.attribute'
  | 'file.zeroBytes'
  | 'file.cancelled'
  | 'file.delimiter'
  | 'file.openQuote'
  | 'encoding.line'
  | 'encoding.near'
  | 'encoding.unknown'
  | 'column.tooManyCategories'
  | 'column.notTwoAnswers'
  | 'column.unknownTarget'
  | 'column.unknownFeature'
  | 'target.none'
  | 'target.severalNotNumbers'
  | 'target.unusable'
  | 'features.none'
  | 'features.target'
  | 'features.empty'
  | 'features.unusable'
  | 'derived.form'
  | 'derived.columns'
  | 'transform.noNumber'
  | 'transform.domain'
  | 'rows.tooFew'
  | 'rows.folds'
  | 'rows.fold'
  | 'rows.noTraining';

/** Why the bytes of a table cannot be had. */
export type SourceErrorCode =
  | 'source.folder'
  | 'source.pipe'
  | 'source.socket'
  | 'source.device'
  | 'source.changed'
  | 'source.missing'
  | 'source.permission'
  | 'source.unreadable';

export type DataNoticeCode =
  | ColumnReasonCode
  | TargetReasonCode
  | ColumnKindCode
  | DataWordCode
  | DataWarningCode
  | DataErrorCode
  | StartNoteCode
  | SourceErrorCode;

export type DataNotice = Notice<DataNoticeCode>;
