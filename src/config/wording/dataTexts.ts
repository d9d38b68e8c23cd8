/** The words for what reading and preparing a table says. */
import type { DataNoticeCode } from '../../data/csv/dataNotice.ts';
import type { NoticeTexts } from './noticeTexts.ts';

export const dataTexts: NoticeTexts<DataNoticeCode> = {
  'column.noValue': 'no row has a value',
  'column.oneNumber': 'every value is {0}',
  'column.oneWord': 'every value is "{0}"',
  'column.sequence': 'whole numbers, every one different and in sequence, and the name says so',
  'column.idNumbers': 'whole numbers, every one different, and the name says so',
  'column.unnamedSequence': 'whole numbers in sequence, without a name',
  'column.rowNumbers': 'the first column, and it counts the rows',
  'column.idBlocks': 'its name says that it names things, and it numbers them in blocks of rows',
  'column.wholeNumbers': '{0} whole numbers from {1} to {2}',
  'column.numbers': '{0} numbers from {1} to {2}',
  'column.answers': 'the answers are {0} and {1}',
  'column.dates': 'the values are dates or times',
  'column.dateNumbers': 'the numbers are dates or times, such as 20260601 or seconds since 1970',
  'column.words': '{0} different words in {1} values',
  'column.texts': '{0} different texts in {1} values; a category has at most {2}',
  'column.moreTexts': 'more than {0} different texts in {1} values; a category has at most {2}',
  'column.allValuesDiffer': 'every one of the {0} values is different',
  'column.allTextsDiffer': 'every one of the {0} texts is different',
  'column.declared': 'declared as {0} in the configuration; {1}',
  'column.noNumber': 'none of its cells is a number: line {0} has "{1}"',

  'target.byName': 'its name says so; {0}',
  'target.onlyAnswers': 'the only column of yes/no answers among numbers; {0}',
  'target.onlyClasses': 'the only column of classes among numbers; {0}',
  'target.last': 'the last column; {0}',
  'target.lastUsable': 'the last column that can be predicted; {0}',
  'target.number': 'a number to predict',
  'target.twoClasses': 'two classes, {0} and {1}',
  'target.classes': '{0} classes',
  'target.passedOver': 'the column "{0}" seems to be meant, but cannot be predicted: {1}',
  'target.mostlyEmpty': 'more than half of its cells are empty',

  'columnKind.id': 'an identifier',
  'columnKind.constant': 'it never changes',
  'columnKind.date': 'dates',
  'columnKind.text': 'free text',
  'columnKind.number': 'numbers',
  'columnKind.category': 'categories',
  'columnKind.boolean': 'answers',
  'fileKind.zip': 'a ZIP archive or an Excel workbook',
  'fileKind.oldExcel': 'an old Excel workbook',
  'fileKind.gzip': 'a gzip archive',
  'fileKind.parquet': 'a Parquet file',
  'fileKind.pdf': 'a PDF document',
  'fileKind.utf32': 'text in UTF-32',
  'fileKind.excel': 'an Excel workbook',
  'fileKind.openDocument': 'an OpenDocument file',
  'fileKind.arrow': 'an Arrow (Feather) file',
  'fileKind.hdf5': 'an HDF5 file',
  'fileKind.numpy': 'a NumPy array',
  'fileKind.sqlite': 'an SQLite database',
  'fileKind.spss': 'an SPSS file',
  'fileKind.stata': 'a Stata file',
  'fileKind.rData': 'an R data file',
  'fileKind.pickle': 'a Python pickle',
  'fileKind.bzip2': 'a bzip2 archive',
  'fileKind.xz': 'an xz archive',
  'fileKind.7zip': 'a 7-Zip archive',
  'fileKind.zstandard': 'a Zstandard archive',
  'fileKind.png': 'a PNG image',
  'features.noOther': 'The file has no other column.',
  'features.leftOut': 'Left out: {0}; name the features, or set their types, to use them.',

  'start.none': 'The weights are to come from a file: name it with "network.initialization.file".',
  'start.noColumn': 'The network that this one starts from reads the column "{0}", which the table does not have.',
  'start.target': 'The network of {0} predicts {1}, and this configuration asks for {2}.',
  'start.number':
    'The network that this one starts from reads numbers in the column "{0}"; in this table it is {1}. Set ' +
    'its type to "number", or start without the file.',
  'start.date':
    'The network that this one starts from reads dates in the column "{0}"; in this table it is {1}. Set ' +
    'its type to "date", or start without the file.',
  'start.words': 'The network that this one starts from reads words in the column "{0}"; in this table it is {1}.',
  'start.class': 'The network that this one starts from has no class "{0}" of "{1}".',
  'start.misfit': 'The network cannot start from {0}: {1} is {2} there and {3} here.',
  'start.layers': 'The network cannot start from {0}: that has {1} layers and this {2}.',
  'start.nothing':
    'The network cannot start from {0}: it holds no weights under names such as W1, b1 or layers.0.weight.',
  'start.pipeline':
    'The network starts from {0}: columns, means, categories and classes are those of that file; nothing was measured anew.',
  'start.scaling': "The weights come from {0}; scaling is this table's own, for that file says none.",
  'start.continued': 'The training goes on from step {0} of {1}, with the averages of its optimizer.',
  'start.unknownWords': [
    '1 cell of "{1}" holds a word that the network which this one starts from never saw; it is 0 in all inputs of that column.',
    '{0} cells of "{1}" hold words that the network which this one starts from never saw; they are 0 in all inputs of that column.',
  ],

  'data.imputedMean': [
    '1 missing value of "{1}" became the training mean {2}.',
    '{0} missing values of "{1}" became the training mean {2}.',
  ],
  'data.imputedWord': [
    '1 missing value of "{1}" became the most frequent value "{2}".',
    '{0} missing values of "{1}" became the most frequent value "{2}".',
  ],
  'data.rareClass': ['The class {1} has only one row.', 'The class {1} has only {0} rows.'],
  'data.sentinel': 'Column "{0}": {1}. Treat it as missing: list it under "data.missingWords".',
  'data.skewed': 'Column "{0}": {1}. Its logarithm ("data.transform") is often easier to predict.',
  'data.doubt': 'Column "{0}": {1}.',
  'data.spread': 'Column "{0}": {1}. Use its logarithm ("data.transform"), or look at the values.',
  'series.lagged':
    'The table is one number, "{0}", over time ("{1}"). Add columns with its earlier values, for example ' +
    '"{2}" (one row before) and "{3}" (twelve rows before), and predict "{0}" from them.',
  'telltale.copy':
    'The column "{0}" says the same as the target "{1}" in other words: the network is told the answer. Leave it out of the features.',
  'telltale.rescaled':
    'The column "{0}" is the target "{1}" on another scale: the network is told the answer. Leave it out of the features.',
  'telltale.alone':
    'The column "{0}" alone gives the target "{1}" in {2} % of the rows, and no other comes near: is it ' +
    'known before the answer is? If not, leave it out of the features.',
  'doubt.sentinel': '{0} is far from all other values and seems to stand for a missing one (cells: {1})',
  'doubt.spread': 'the largest value, {0}, is more than 10,000 times the median, {1}',
  'doubt.nearlyConstant': '{0} % of the values are {1}',
  'doubt.mixed': '{0} of {1} values are numbers and the others are not, such as {2}: each is a word of its own',
  'doubt.units':
    'amounts in several units, such as {0} and {1}, are read as words: write all of them in one unit to have numbers',
  'doubt.manyWords':
    '{0} different words in {1} values: each becomes an input or a class of its own, and hardly comes again',
  'doubt.mostlyMissing': '{0} of {1} values are missing',
  'doubt.skewed': 'the largest value, {0}, is far above the median, {1}',

  'data.outlier':
    'One value of "{0}", {1}, is so far from the others that standardized by it they hardly differ: the ' +
    'network cannot see them. Correct or leave out its row if it is wrong.',
  'data.noValidation': 'No examples were held back for validation: {0} are too few to spare any ({1} are needed).',
  'data.repairsOmitted': ['1 more repair of the table is not listed.', '{0} more repairs of the table are not listed.'],
  'data.notANumber': '"{0}": expected a number, found "{1}".',
  'data.unknownWord': '"{0}": "{1}" is none of its words ({2}).',

  'file.empty': 'The file is empty: expected a header line and rows of values.',
  'file.noLineEnd': 'No line end in the first 16 million bytes: expected rows of values, one a line.',
  'file.kind': 'This is {0}, not a text table; save the table as CSV and open that.',
  'file.packed': 'This is {0}, not a text table; unpack it and open the table in it.',
  'foreign.html':
    'This is a page of HTML, not a table of separated cells; open it in a browser, copy the table into a spreadsheet and save that as CSV.',
  'foreign.xml': 'This is XML, not a table of separated cells; export the data as CSV where it comes from.',
  'foreign.jsonLines':
    'This is JSON, an object a line, not a table of separated cells; write it as CSV, for example with ' +
    'pandas: pd.read_json(file, lines=True).to_csv("table.csv", index=False).',
  'foreign.json':
    'This is JSON, not a table of separated cells; write it as CSV, for example with pandas: ' +
    'pd.read_json(file).to_csv("table.csv", index=False).',
  'foreign.libsvm':
    'This is in the format of libsvm (a label, then index:value), not a table of separated cells; write it ' +
    'as CSV, for example with scikit-learn: load_svmlight_file(file).',
  'arff.noData': 'The file begins like ARFF, but has no line "@data"; expected rows below it.',
  'arff.sparse': 'This is a sparse ARFF file; save it as ARFF with all values, or as CSV.',
  'arff.attribute': 'Line {0}: expected @attribute, a name and a type.',
  'file.zeroBytes':
    'The file holds binary data ({0} zero bytes in its first {1}), not a text table; expected CSV or TSV.',
  'file.cancelled': 'Reading the file was cancelled.',
  'file.delimiter':
    'The delimiter {0} cannot be used; expected one character such as "," ";" "\\t" or "|", or "::" or "spaces".',
  'file.openQuote':
    'A quote opens here and never closes; expected a second one before the end of the cell. Close it or remove it.',
  'encoding.line': 'Line {0} is not {1}: expected another encoding, for example windows-1252 or utf-16le.',
  'encoding.near': 'The file is not {0}: near line {1} there are bytes that mean nothing in it; give another encoding.',
  'encoding.unknown':
    'The encoding "{0}" is not known here; expected a name such as utf-8, utf-16le, windows-1252, shift_jis or euc-kr.',
  'column.tooManyCategories':
    'Column "{0}" is declared as {1}, but has more than {2} different values; declare it as text or leave it out.',
  'column.notTwoAnswers':
    'Column "{0}" is declared as boolean (two answers), but has {1} different values ({2}, …); declare it as category.',
  'column.unknownTarget': 'There is no column "{0}" for the target; the file has {1}.',
  'column.unknownFeature': 'There is no column "{0}" for the feature; the file has {1}.',
  'target.none': 'No target is given: expected the name of the column to predict.',
  'target.severalNotNumbers':
    'Several targets at once must all be numbers, but "{0}" is {1}; give it alone or leave it out.',
  'target.unusable':
    'The target "{0}" cannot be predicted: it is {1} ({2}). Expected numbers, yes/no answers or at most ' +
    '1,000 classes with two different values at least.',
  'features.none':
    'No column is left to predict from: expected numbers, yes/no answers or categories besides the target. {0}',
  'features.target': 'Column "{0}" is the target and a feature at once; leave it out of the features.',
  'features.empty': 'Column "{0}" has no value in any row and cannot be a feature; leave it out.',
  'features.unusable':
    'Column "{0}" cannot be a feature: {1} ({2}). Leave it out, or declare its type as category if its different values are few.',
  'derived.form':
    'The derived input {0} cannot be made; expected x^2, x*y, sin(x), cos(x) or abs(x), x and y names of columns.',
  'derived.columns':
    'The derived input {0} cannot be made: it needs columns of numbers that are there and are not the target.',
  'transform.noNumber': 'The column "{0}" has no logarithm: it is of type {1}. Leave it out of "data.transform".',
  'transform.domain':
    'The column "{0}" has values down to {1}; log(1 + x) needs values above −1. Leave it out of "data.transform".',
  'rows.tooFew':
    'Only {0} of {1} rows can be used with the target {2}: expected at least 2. The others have missing values.',
  'rows.fold': 'There are {0} folds, counted from 0: {1} is none of them.',
  'rows.folds':
    'There are {0} rows for {1} folds: expected at least one for each. Use fewer folds, or a smaller test part.',
  'rows.noTraining': 'No training example is left.',

  'source.folder': '{0} is a folder; expected a CSV file.',
  'source.pipe': '{0} is a pipe; expected a CSV file.',
  'source.socket': '{0} is a socket; expected a CSV file.',
  'source.device': '{0} is a device; expected a CSV file.',
  'source.changed': '{0} changed while it was read. Read it again when nothing writes to it any more.',
  'source.missing': '{0} was not found: it was moved or deleted. Put it back, or change "data.file".',
  'source.permission': '{0} may not be read: the permission is missing.',
  'source.unreadable': '{0} could not be read: {1}',
};
