// The models of new experiments by their names, each with a sentence, for quick picks; those that suit a first try come first.
import * as vscode from 'vscode';
import { CLASSIFIERS, type ClassifierType } from './classificationText';
import type { ValueChoice } from './columnItems';
import { ENCODERS, type EncoderType } from './encoderText';
import { EMBEDDINGS, type EmbeddingType } from './embeddingText';
import { LANGUAGE_MODELS, type LanguageModelType } from './languageText';
import { MASKED_MODELS, type MaskedModelType } from './maskedText';
import { SEQUENCE_MODELS, type SequenceModel } from './sequenceText';
import { TAGGERS, type TaggerType } from './taggingText';

type Said = [label: string, detail: string];

const items = <T extends string>(types: readonly T[], said: Record<T, Said>): ValueChoice<T>[] =>
  types.map((value) => ({ label: said[value][0], detail: said[value][1], value }));

/** Models that give a text one of several labels. */
export function classifierItems(): ValueChoice<ClassifierType>[] {
  const { t } = vscode.l10n;
  return items(CLASSIFIERS, {
    lstm: ['LSTM', t('Reads word after word, with a memory (long short-term memory)')],
    gru: ['GRU', t('As the LSTM with fewer parameters (gated recurrent unit)')],
    rnn: ['RNN', t('Plain recurrence: the simplest, and short of memory')],
    cnn: ['CNN', t('Filters over a few words in a row (convolution): quick, and finds telling phrases')],
    bow: [t('Bag of words'), t('The mean of word vectors, whatever their order: the quickest network')],
    transformer: ['Transformer', t('Attention between all words: better with many texts than with few')],
    custom: [t('Your own, in TypeScript'), t('Layers that you write with the operators that all models are made of')],
    'naive-bayes': [
      t('Naive Bayes'),
      t('Counts how often each label uses each word: done in a moment, a good first measure'),
    ],
    'logistic-regression': [
      t('Logistic regression'),
      t('A weight for each word: quick, says which words decided, and its probabilities can be trusted'),
    ],
    'linear-svm': [t('Linear SVM'), t('A weight for each word, with the widest margin between the labels')],
    'nb-svm': ['NB-SVM', t('A linear SVM over words weighed by naive Bayes: hard to beat on few texts')],
    fasttext: ['fastText', t('The mean of vectors of words and of words in a row: a million short texts in seconds')],
  });
}

/** Of these, those that read numbers and pairs, too. */
export const encoderItems = (): ValueChoice<EncoderType>[] =>
  classifierItems().flatMap((item) => {
    const value = ENCODERS.find((type) => type === item.value);
    return value ? [{ ...item, value }] : [];
  });

/** Models that give each token a tag. */
export function taggerItems(): ValueChoice<TaggerType>[] {
  const { t } = vscode.l10n;
  return items(TAGGERS, {
    lstm: ['LSTM', t('Reads the sentence from both ends, with a memory: the usual tagger')],
    crf: [
      t('Conditional random field'),
      t('Weights for words, affixes and neighbouring tags, no network: quick, and says which features decide'),
    ],
    gru: ['GRU', t('As the LSTM with fewer parameters (gated recurrent unit)')],
    rnn: ['RNN', t('Plain recurrence: the simplest, and short of memory')],
    transformer: ['Transformer', t('Attention between all words: better with many texts than with few')],
    cnn: ['CNN', t('Sees a few tokens on each side: quick')],
    bow: [t('Bag of words'), t('Each token by itself: shows what its neighbours are worth')],
    custom: [t('Your own, in TypeScript'), t('Layers that you write with the operators that all models are made of')],
  });
}

/** Models that write a text for each text. */
export function sequenceItems(): ValueChoice<SequenceModel>[] {
  const { t } = vscode.l10n;
  return items(SEQUENCE_MODELS, {
    gru: ['GRU', t('Reads and writes word after word, with attention to the source: good with few pairs')],
    lstm: ['LSTM', t('As the GRU, with a memory of its own')],
    rnn: ['RNN', t('Plain recurrence: the simplest, and short of memory')],
    transformer: ['Transformer', t('Encoder and decoder made of attention: good with many pairs')],
    'decoder-only': [
      t('Decoder only'),
      t('One stack of attention: source and target are one text, as in language models'),
    ],
  });
}

/** Models that say which token follows. */
export function languageItems(): ValueChoice<LanguageModelType>[] {
  const { t } = vscode.l10n;
  return items(LANGUAGE_MODELS, {
    lstm: ['LSTM', t('Reads token after token, with a memory that is carried through the whole text')],
    transformer: ['Transformer', t('Attention to the tokens before: looks back as far as its context')],
    gru: ['GRU', t('As the LSTM with fewer parameters (gated recurrent unit)')],
    rnn: ['RNN', t('Plain recurrence: the simplest, and short of memory')],
    'kneser-ney': ['Kneser-Ney', t('Counts n-grams, in seconds: what networks are compared with')],
  });
}

/** Models that say which token is masked. */
export function maskedItems(): ValueChoice<MaskedModelType>[] {
  const { t } = vscode.l10n;
  return items(MASKED_MODELS, {
    transformer: ['Transformer', t('Attention to both sides, as in BERT')],
    lstm: ['LSTM', t('Reads each text from both ends, with a memory')],
    gru: ['GRU', t('As the LSTM with fewer parameters (gated recurrent unit)')],
    rnn: ['RNN', t('Plain recurrence: the simplest, and short of memory')],
    cnn: ['CNN', t('Sees a few tokens on each side: quick')],
  });
}

/** Models that give each word a vector. */
export function embeddingItems(): ValueChoice<EmbeddingType>[] {
  const { t } = vscode.l10n;
  return items(EMBEDDINGS, {
    word2vec: ['word2vec', t('From the words near each word')],
    fasttext: ['fastText', t('As word2vec, with parts of words: unseen words have vectors, too; good for Korean')],
    glove: ['GloVe', t('From how often words meet in the whole corpus')],
  });
}
