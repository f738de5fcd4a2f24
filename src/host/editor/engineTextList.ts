// What the engine says to people, so far as it is translated. A test holds every text to one that the engine has; what is not here stays
// English.
import { toTranslate } from '../../protocol/toTranslate';
import { MASKED_TEXTS } from './maskedTexts';
import { LEARNING_TEXTS } from './learningTexts';
import { BERT_TEXTS } from './bertTexts';
import { PICTURE_TEXTS } from './pictureTexts';
import { KEEPING_TEXTS } from './keepingTexts';
import { MODEL_FILE_TEXTS } from './modelFileTexts';
import { LABELLING_TEXTS } from './labellingTexts';
import { QUEUE_TEXTS } from './queueTexts';
import { SWEEP_TEXTS } from './sweepTexts';
import { BASE_FAILURES, BASE_NOTICES } from './baseTexts';

const NOTICES = [
  toTranslate(
    'This model is code that somebody wrote, and such code runs in trusted folders alone. Trust this folder to use it.',
  ),
  toTranslate('{0} of {1} {2} texts were cut to {3} tokens.'),
  toTranslate('{0} texts were cut to the {1} tokens that the model reads, the first in lines {2}.'),
  toTranslate('The text in line {0} was cut to the {1} tokens that the model reads.'),
  toTranslate('{0} of {1} {2} texts are empty and count as a single <unk>.'),
  toTranslate('{0} of {1} {2} texts of the {3} part were cut to {4} tokens.'),
  toTranslate('{0} of {1} {2} texts of the {3} part have no tokens.'),
  toTranslate('{0} of {1} train texts have no feature of the vocabulary.'),
  toTranslate('There is no validation part to choose thresholds on: each label is given from a probability of 0.5 on.'),
  toTranslate('{0} of {1} pairs in {2} have an empty side and were left out, the first in line {3}.'),
  toTranslate('{0} % of the training batches is padding.'),
  toTranslate('Unknown {0} (<unk> to the model): {1}.'),
  toTranslate('{0} changed copies of texts are learned from, too.'),
  toTranslate(
    'The {0} part has {1} texts: {2} of them, drawn by the seed, are judged. To judge all of a file, evaluate the run on it.',
  ),
  toTranslate(
    'The first {0} of {1} texts have 2,147,483,647 tokens, the most there can be. Set "data.limit", lower "training.maxLength", or choose a tokenizer with longer tokens.',
  ),
  toTranslate(
    '"{0}" was trained with the seed {1}, so that it may have learned from examples that are held out here: its figures, and those of its student, may be too good. Give both the same seed, or a test part of its own.',
  ),
  toTranslate('The tags are in the scheme {0}.'),
  toTranslate('{0} of {1} tokens of the prompt are not in the vocabulary of the run.'),
  toTranslate('"{0}": {1} tags stand where {2} does not allow them, the first in line {3} ({4}); {5}.'),
  toTranslate(
    '{0} tags of the {1} part do not occur in the training part, so they cannot be learned (first "{2}", line {3}: {4}).',
  ),
  toTranslate(
    '{0} tokens of the {1} part have more than {2} pieces, of which the first {3} are read (first "{4}", line {5}). Raise "training.maxLength" to read more.',
  ),
  toTranslate('"{0}": {1} words have numbers of homographs (as 가__02), which were left out.'),
  toTranslate('Each tag stands for itself: there are no entities.'),
  toTranslate(
    'Each tag stands for itself, for "{0}", line {1}, has "{2}", which is no tag of a scheme: there are no entities. If that is a mistake, correct it, or set "data.scheme".',
  ),
  toTranslate('The run holds no texts out to be judged on.'),
  toTranslate('Cleaning changed texts: {0}.'),
  toTranslate('It was read as {0}, which was guessed. If characters are wrong, say its encoding.'),
  toTranslate('It was read as {0}.'),
  toTranslate('{0} unreadable characters were replaced. Is it {1}?'),
  toTranslate('{0} byte order marks within the text were left out.'),
  toTranslate('{0} lines of more than {1} characters were read in pieces, cut at white space.'),
  toTranslate('{0} words have a vector; they are {1} % of the {2} words of the corpus.'),
  toTranslate('{0} pairs have an empty text (lines {1}).'),
  toTranslate(
    'The numbers of the training part have the mean {0} and the standard deviation {1}; the loss is of standardised ones.',
  ),
  toTranslate('{0} attributes, {1} features with the tags they occur with.'),
  toTranslate('{0} words have a vector.'),
  toTranslate('{0} words and {1} buckets of words in a row or parts of words have a vector.'),
  toTranslate('{0} of {1} train texts have no word.'),
  toTranslate('{0} texts have no known word and were left out.'),
  toTranslate('{0} words of the texts have no vector.'),
  toTranslate('{0} texts are empty and were left out.'),
  toTranslate('"{0}" has changed since the run was trained: its parts may have other texts now.'),
  toTranslate('{0} words stand more than once; the first vector of each was kept.'),
  toTranslate('Only the first {0} words were read.'),
  toTranslate('A vector has no word ({0}); it was left out.'),
  toTranslate('{0} vectors have no word, the first in {1}; they were left out.'),
  toTranslate('The words are those of "{0}", column "{1}".'),
  toTranslate('The words are those of "{0}".'),
  toTranslate('Far points are taken together (Barnes-Hut).'),
  toTranslate(
    'The tokenizer.json leaves out merges at random ("dropout": {0}); this is not done here: a text always has the same ids.',
  ),
  toTranslate(
    'The tokenizer.json has no token "{0}" for what it does not know ("unk_token"): such characters are left out.',
  ),
  toTranslate('n-grams of 1 to {0} tokens: {1}.'),
  toTranslate('For want of memory n-grams of {0} tokens and more that occur less than {1} times were left out.'),
  toTranslate(
    'Too few n-grams are rare to tell how much to take from their counts (tokens: {0}): usual amounts are taken.',
  ),
  toTranslate('{0} of {1} tokens of the prompt are not in the vocabulary of the run.'),
  toTranslate('There are too few points for anything but principal components.'),
  ...BASE_NOTICES,
  toTranslate('{0} has vectors for {1} of the {2} tokens of {3}, {4} % ({5} of them in lower case).'),
  toTranslate('{0} has vectors for {1} of the {2} tokens of {3}, {4} %.'),
  toTranslate('The vectors of {0} are not trained.'),
  toTranslate(
    'The labels "{0}" and "{1}" look the same and are two: they differ only in how their letters are composed (NFC and NFD).',
  ),
  toTranslate("1 text writes letters in parts (e and ´, Unicode's NFD) that others write as one (é, NFC). {0}"),
  toTranslate("{0} texts write letters in parts (e and ´, Unicode's NFD) that others write as one (é, NFC). {1}"),
  toTranslate('{0} texts are "NaN", as programs write a value that is missing.'),
  toTranslate(
    'There were too many different words to learn the tokenizer from all: some that occur at most {0} times were left out.',
  ),
  toTranslate(
    'The vocabulary has {0} tokens, more than the {1} of "vocabularySize": each of the 256 bytes is a token.',
  ),
  toTranslate(
    'The vocabulary has {0} tokens, more than the {1} of "vocabularySize": every character of the text, alone and within a word, is a token, so that nothing was left to learn. {2}',
  ),
  toTranslate(
    'The vocabulary has {0} tokens, more than the {1} of "vocabularySize": every character of the text is a token, so that nothing was left to learn. {2}',
  ),
  toTranslate(
    'Special tokens of the tokenizer stand in {0} of {1} texts and are taken for what they are ("specialTokens": "recognise").',
  ),
  toTranslate(
    'Special tokens of the tokenizer stand in {0} of {1} texts and are cut like other text. With "specialTokens": "recognise" they are taken for what they are.',
  ),
  toTranslate(
    'The tokenizer.json cuts texts to {0} tokens ("truncation"); this is not done here: "training.maxLength" sets the longest length.',
  ),
  toTranslate(
    'The tokenizer.json cuts texts ("truncation"); this is not done here: "training.maxLength" sets the longest length.',
  ),
  toTranslate(
    'The tokenizer.json fills texts up to one length ("padding"); this is not done here: batches are filled when a model needs it.',
  ),
  toTranslate(
    'The first line was taken for the names of the columns ({0}). If it is a row, say so ("header": false, --no-header).',
  ),
  toTranslate(
    'The first line was taken for a row, not for names of columns ({0}): the columns are "column 1", "column 2" and so on. If it names them, say so ("header": true, --header).',
  ),
  toTranslate('{0} rows have more or fewer values than there are columns and were left out; the first is line {1}.'),
  toTranslate(
    '{0} rows have more or fewer values than there are columns and were repaired: values too many belong to the text column, missing ones are empty; the first is line {1}.',
  ),
  toTranslate('{0} Using the checkpoint "{1}" of step {2} instead.'),
];

/** What stands as a value within other texts. */
const WITHIN_NOTICES = [
  toTranslate('they begin entities, as conlleval reads them'),
  toTranslate('they became O, as seqeval reads them strictly'),
  toTranslate('Both are read as one letter.'),
  toTranslate('This tokenizer takes them for different words: add the cleaning step "nfc".'),
  toTranslate('Raise "vocabularySize", or set "alphabetLimit" lower to keep fewer characters.'),
  toTranslate('Raise "vocabularySize", or set "alphabetLimit" to keep fewer characters.'),
  toTranslate('the columns asked for are numbered'),
  toTranslate('numbers stand below a word'),
  toTranslate('nothing in it stands in the rows below'),
  toTranslate('"{0}" stands in a row below, too'),
  toTranslate('"{0}" is a number'),
  toTranslate('"{0}" is a sentence as those below'),
  toTranslate('"{0}" is a text as those below'),
];

const FAILURES = [
  ...BASE_FAILURES,
  toTranslate('The part "{0}" of NLP Lab is not there; it may have been updated meanwhile. Reload the window.'),
  toTranslate('There is no evaluation of this run that can be read. Evaluate the run.'),
  toTranslate('The examples cannot be saved as "{0}", a file that they are from: the data stay as they are.'),
  toTranslate(
    'There are no examples of this evaluation: it was made by an earlier version, or ten later ones were made since. Evaluate the run again.',
  ),
  toTranslate(
    'The run "{0}" gives texts no vectors, so nothing says which are alike. Choose a run that gives labels or numbers.',
  ),
  toTranslate('"{0}", line {1}: the examples of this evaluation are damaged. Evaluate the run again.'),
  toTranslate(
    'The pattern "{0}" takes more than a second for a million characters of such texts: it can match it in too many ways. Write it with fewer repetitions and choices one after the other.',
  ),
  toTranslate(
    'The pattern "{0}" took more than a second on a part of the text: it can match it in too many ways. Write it with fewer repetitions and choices one after the other.',
  ),
  toTranslate('"{0}" does not exist.'),
  toTranslate('{0} is not JSON: line {1} cannot be read. Mend the line, or train a tokenizer anew.'),
  toTranslate(
    '{0} is no tokenizer.json: there is no object "model" (line {1}). Open another file, or train a tokenizer.',
  ),
  toTranslate('"{0}" is {1}, not a file.'),
  toTranslate('"{0}" is a link that leads back to itself.'),
  toTranslate('"{0}" is a link to another file; nothing is written there.'),
  toTranslate('"{0}" is no file but a pipe, a device or a socket.'),
  toTranslate('Could not read "{0}": {1}.'),
  toTranslate('There are no examples in {0}.'),
  toTranslate('There are no sentences in "{0}".'),
  toTranslate('All {0} texts in {1} are empty.'),
  toTranslate('"{0}" has no texts for the label "{1}".'),
  toTranslate('The folder "{0}" has no folder for each label in it.'),
  toTranslate('"{0}" has no labels. Give a table (.csv, .tsv, .jsonl) or { "labels": { "<label>": "<file>", ... } }.'),
  toTranslate(
    '"{0}", line {1}: the label "{2}" does not occur in the training part, so it cannot be learned. Its labels are {3}.',
  ),
  toTranslate('All {0} training examples have the label "{1}". At least two labels are needed.'),
  toTranslate('All tokens of the training part have the tag "{0}". At least two tags are needed.'),
  toTranslate('The {0} training examples have {1} different labels ({2}). Is "data.label" the right column?'),
  toTranslate(
    'The {0} training examples have {1} different labels between "{2}". Is that the right separator, and "data.label" the right column?',
  ),
  toTranslate('No training text has a label.'),
  toTranslate('"data.labelOrder" has "{0}", which "{1}" has not. Its labels are {2}.'),
  toTranslate('"data.labelOrder" has "{0}" twice.'),
  toTranslate('"data.labelOrder" lacks the label "{0}" of "{1}".'),
  toTranslate(
    '"data.labelOrder" is "rising", but the label "{0}" of "{1}", line {2}, is no number. Name the labels in a list, from the least to the most.',
  ),
  toTranslate('"training.classWeights" has a weight for "{0}", but "{1}" has no such label. Its labels are {2}.'),
  toTranslate(
    'The {0} different labels are numbers ({1}). Is a score meant? Scores are learned by the task "regression": set "task": "regression", or choose another column as "data.label"; if each number names a class, write it with a letter, like "c{2}".',
  ),
  toTranslate(
    'The training text has {0} tokens, no more than a window of "training.context" {1}. Lower it, or take a longer text.',
  ),
  toTranslate(
    'The training text has {0} tokens: it cannot be read at "training.batchSize" {1} places side by side. Lower it.',
  ),
  toTranslate(
    'The {0} part is empty. A text is cut between lines or rows: where it has few, name a file of its own for the part, or set its fraction to 0.',
  ),
  toTranslate('This run is a language model: name one text, table or folder of texts.'),
  toTranslate(
    'The most frequent n-grams alone need about {0} of memory. Raise "model.memory", or lower "model.order" or "tokenizer.vocabularySize".',
  ),
  toTranslate('"{0}" means nothing to the model "{1}" and changes nothing.'),
  toTranslate(
    'The n-grams of up to {0} tokens need about {1} of memory, but only {2} are free. Lower "model.order", or set "model.cutoff" to {3}.',
  ),
  toTranslate(
    'The run knows no token of the prompt "{0}": none is in its vocabulary. Write it as the training text is written.',
  ),
  toTranslate(
    'The run "{0}" is no language model: it neither goes on with texts nor scores them. Ask a run of such a model.',
  ),
  toTranslate('There are no pairs of texts in {0}.'),
  toTranslate('There are no texts in "{0}".'),
  toTranslate('These are pairs of texts: write a tab between the two.'),
  toTranslate('These are single texts: write one, without a tab.'),
  toTranslate('The experiment of this run has no {0} part. Give another, or a file.'),
  toTranslate('The run "{0}" ({1}) makes no vectors of texts. Choose a run of a model that encodes whole texts.'),
  toTranslate('This model has no pooling "{0}". It has {1}.'),
  toTranslate('The vectors of {0} texts need about {1} of memory, but only {2} are free. Give fewer texts.'),
  toTranslate('The run "{0}" is complete: there is nothing to resume.'),
  toTranslate('"{0}" has changed since this run began, so the run cannot be resumed. Restore it, or train a new run.'),
  toTranslate('This model has no attention, by which unknown words are replaced.'),
  toTranslate('A word to force or to forbid is empty. Write one.'),
  toTranslate('The model\'s vocabulary has no "{0}". Choose a word that it knows.'),
  toTranslate('"{0}" is both forced and forbidden. Leave one of the two out.'),
  toTranslate('"{0}" is forced, but holds the forbidden "{1}". Leave one of the two out.'),
  toTranslate('Two different words are forced at the same place of the output. Leave one of the two out.'),
  toTranslate('A word is both forced and forbidden at the same place of the output. Leave one of the two out.'),
  toTranslate('The shortest length, {0} tokens, is above the longest, {1}{2}. Lower it.'),
  toTranslate('The word "{0}" has no vector among these {1} words. Did you mean {2}?'),
  toTranslate('The word "{0}" has no vector among these {1} words. Check its spelling and case.'),
  toTranslate('No word of "{0}" has a vector. Check spelling and case.'),
  toTranslate('{0} must be a whole number from {1} to {2}, not {3}.'),
  toTranslate(
    'The run knows no token of the prompt "{0}": none is in its vocabulary. Write it as the training text is written.',
  ),
  toTranslate('This run gives labels: there is nothing to decode.'),
  toTranslate('Training makes an update from the mean of {0} batches (training.accumulate); here it is made from one.'),
  toTranslate('One batch is gone through in networks that are trained in steps and do not learn from other runs.'),
  toTranslate('"{0}" is there already and belongs to no script of that name. Name the script otherwise.'),
  toTranslate(
    'The operator "{0}" of this model has a gradient of its own, which no other library knows: there is no script of it.',
  ),
  toTranslate('The engine failed: {0}'),
  toTranslate("The engine's process ended unexpectedly, with exit code {0}."),
  toTranslate("The engine's process ended unexpectedly, by the signal {0}."),
  toTranslate('The engine did not stop when it was asked to, and its process was ended.'),
  toTranslate(
    'The engine has ended unexpectedly {0} times within a minute and is not started again at once. The log says why; try once more in a minute.',
  ),
];

/** Names within values. */
export const NAMES = [
  ...[toTranslate('train'), toTranslate('validation'), toTranslate('test')],
  ...[toTranslate('source tokens'), toTranslate('target tokens'), toTranslate('tokens')],
  ...[toTranslate('source'), toTranslate('target')],
  ...[toTranslate('a pipe'), toTranslate('a device'), toTranslate('a socket')],
];

export const ENGINE_TEXTS: readonly string[] = [
  ...NOTICES,
  ...WITHIN_NOTICES,
  ...FAILURES,
  ...MASKED_TEXTS,
  ...LEARNING_TEXTS,
  ...BERT_TEXTS,
  ...PICTURE_TEXTS,
  ...SWEEP_TEXTS,
  ...KEEPING_TEXTS,
  ...MODEL_FILE_TEXTS,
  ...QUEUE_TEXTS,
  ...LABELLING_TEXTS,
];
