// Tokenizers made by the npm package `tokenizers` (Hugging Face), to compare with.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  bertNormalizer,
  bertProcessing,
  bertPreTokenizer,
  BPE,
  byteLevelPreTokenizer,
  digitsPreTokenizer,
  lowercase,
  metaspacePreTokenizer,
  nfcNormalizer,
  nfdNormalizer,
  nfkcNormalizer,
  prependNormalizer,
  replace,
  robertaProcessing,
  sequenceNormalizer,
  sequencePreTokenizer,
  stripAccentsNormalizer,
  templateProcessing,
  Tokenizer,
  Unigram,
  whitespacePreTokenizer,
  whitespaceSplitPreTokenizer,
  WordPiece,
  WordLevel,
} from 'tokenizers';

/** What the package has trained on `texts`, as the text of a tokenizer.json, by a name that says what is in it. */
export function foreignTokenizers(texts: readonly string[]): Map<string, string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foreign-'));
  const corpus = path.join(folder, 'corpus.txt');
  fs.writeFileSync(corpus, texts.join('\n'));
  const trained = (tokenizer: Tokenizer): string => {
    tokenizer.train([corpus]);
    const file = path.join(folder, 'tokenizer.json');
    tokenizer.save(file);
    return withUnknown(fs.readFileSync(file, 'utf-8'));
  };
  const make = (model: ConstructorParameters<typeof Tokenizer>[0], set: (tokenizer: Tokenizer) => void): string => {
    const tokenizer = new Tokenizer(model);
    set(tokenizer);
    return trained(tokenizer);
  };
  const result = new Map<string, string>();
  result.set(
    'BPE, NFC, white space and marks',
    make(BPE.init({ '<unk>': 0 }, [], { unkToken: '<unk>' }), (t) => {
      t.setNormalizer(nfcNormalizer());
      t.setPreTokenizer(whitespacePreTokenizer());
    }),
  );
  result.set(
    'byte-level BPE',
    make(BPE.empty(), (t) => t.setPreTokenizer(byteLevelPreTokenizer(false))),
  );
  result.set(
    'byte-level BPE, prefixed space, digits',
    make(BPE.empty(), (t) => {
      t.setNormalizer(nfkcNormalizer());
      t.setPreTokenizer(sequencePreTokenizer([digitsPreTokenizer(true), byteLevelPreTokenizer(true)]));
    }),
  );
  result.set(
    'WordPiece as in BERT',
    make(WordPiece.init({ '[UNK]': 0 }, { unkToken: '[UNK]' }), (t) => {
      t.setNormalizer(bertNormalizer());
      t.setPreTokenizer(bertPreTokenizer());
      t.setPostProcessor(
        templateProcessing('[CLS] $0 [SEP]', undefined, [
          ['[CLS]', 0],
          ['[SEP]', 1],
        ]),
      );
    }),
  );
  result.set(
    'Unigram, metaspace',
    make(Unigram.init([['<unk>', 0]], { unkId: 0 }), (t) => {
      t.setNormalizer(sequenceNormalizer([nfkcNormalizer(), lowercase()]));
      t.setPreTokenizer(metaspacePreTokenizer());
    }),
  );
  result.set(
    'WordLevel, accents stripped',
    make(WordLevel.init({ '<unk>': 0 }, { unkToken: '<unk>' }), (t) => {
      t.setNormalizer(
        sequenceNormalizer([nfdNormalizer(), stripAccentsNormalizer(), replace('ㅋㅋ', 'ㅋ'), prependNormalizer('x')]),
      );
      t.setPreTokenizer(whitespaceSplitPreTokenizer());
    }),
  );
  result.set(
    'byte-level BPE as in RoBERTa',
    make(BPE.empty(), (t) => {
      t.setPreTokenizer(byteLevelPreTokenizer(true));
      t.setPostProcessor(robertaProcessing(['</s>', 2], ['<s>', 0], true, true));
    }),
  );
  result.set(
    'WordPiece as in cased BERT',
    make(WordPiece.init({ '[UNK]': 0 }, { unkToken: '[UNK]' }), (t) => {
      t.setNormalizer(bertNormalizer({ lowercase: false, stripAccents: false }));
      t.setPreTokenizer(bertPreTokenizer());
      t.setPostProcessor(bertProcessing(['[SEP]', 1], ['[CLS]', 0]));
    }),
  );
  fs.rmSync(folder, { recursive: true });
  return result;
}

/** Its trainers leave out the unknown token, and then fail on unknown characters: here it gets the last id. */
function withUnknown(json: string): string {
  const file = JSON.parse(json) as { model: { type: string; unk_token?: string; vocab: Record<string, number> } };
  const { model } = file;
  if (model.type !== 'Unigram' && model.unk_token) model.vocab[model.unk_token] ??= Object.keys(model.vocab).length;
  return JSON.stringify(file);
}

/** The ids that the package gives each text. */
export async function foreignIds(json: string, texts: string[]): Promise<number[][]> {
  const encodings = await Tokenizer.fromString(json).encodeBatch(texts);
  return encodings.map((encoding) => encoding.getIds());
}
