// A trained tagger at work: asked for tags, or judged on tagged sentences.

import path from 'node:path';
import { filesOfSource } from '../../../protocol/data';
import type { TraceQuestion } from '../../../protocol/network';
import { LabError } from '../../../protocol/labError';
import { placedTokens, tokenCutter } from '../../data/tagged/cutTokens';
import { checkedTags, loadTagged } from '../../data/tagged/loadTagged';
import { attribute } from '../../explain/attribute';
import { againstOthers, inPlaces } from '../../explain/explainedText';
import { countTokens } from '../../data/unknownTokens';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import type { OwnData } from '../texts/textEmbedding';
import { eachInSteps, inSteps } from '../../train/inSteps';
import { writeOutput } from '../../store/atomicFile';
import { nodeFiles } from '../../store/nodeFiles';
import { realPath } from '../../store/realPath';
import { chosenTarget } from '../askedAttribution';
import type { Asked, Judged, OpenModel } from '../openModel';
import type { RunParts } from '../task';
import { columnsOf } from './columnsOf';
import { bestTags, tagProbabilities } from './decodeTags';
import { taggerOf } from './families';
import type { TagTeaching } from '../../train/teaching';
import type { OpenTagger } from './openTagger';
import { judgeSentences } from './judgeSentences';
import type { TaggingExperiment } from './schema';
import { sentenceEmbedding } from './sentenceEmbedding';
import { loadTaggedDataset } from './taggedDataset';
import { taggedPart } from './taggedPart';
import { tagNumbers } from './tagSet';
import { tagsAnswer } from './tagsAnswer';

export async function openTagging(parts: RunParts<TaggingExperiment>): Promise<OpenModel> {
  const { record, experiment } = parts;
  const { data, seed } = experiment;
  const tagger = await taggerOf(experiment.model).open(parts);
  const { set, chain, columns, network, trace } = tagger;
  const cut = tokenCutter(data.morphemes ? 'characters' : data.units);

  return {
    async ask(
      { texts, tokens: given, columns: beside, tags: detail, explain = false, ...more }: Asked,
      { signal, progress },
    ) {
      refuseOthers(more);
      if (explain && !tagger.reasons) throw notExplained(record.modelType);
      const cuts = texts.map((text, i) => ({
        ...(given ? placedTokens(text, given[i]) : cut(text)),
        ...(beside && { columns: new Map(beside[i].map(({ column, values }) => [column, values])) }),
      }));
      const scored = await tagger.score(cuts, {
        signal,
        progress: (fraction) => progress({ phase: 'Tagging', fraction }),
      });
      return texts.map((text, i) =>
        tagsAnswer(tagger, { input: text, cut: cuts[i], scored: scored[i], explain, detail }),
      );
    },

    async judge(request: Judged, { progress, log, signal }) {
      const [source] = taggedSource(request);
      const file = path.resolve(request.baseFolder, source);
      if (request.predictions !== undefined) checkOutput(request.predictions, file);
      progress({ phase: 'Reading' });
      const reading = { ...readingOf(data, request), columns };
      const loaded = await loadTagged(file, reading, { signal });
      const checking = { phase: 'Reading', progress, signal };
      const checked = await inSteps(checkedTags(loaded.sentences, set.files, data.misplaced), checking);
      for (const message of [...loaded.notices, ...checked.notices]) log({ level: 'warning', message });
      const { sentences } = checked;
      const numbersOf = tagNumbers(set);
      const tags = await eachInSteps(sentences, (sentence) => numbersOf(sentence.tags), signal);
      const told = (from: number) => (fraction: number) =>
        progress({ phase: 'Evaluating', fraction: from + fraction / 2 });
      const scored = await tagger.score(sentences, { signal, progress: told(0) });
      const scoresOf = (sentence: number) => scored[sentence].scores;
      const judging = { signal, progress: told(1 / 2) }; // to search all sequences takes as long as to score them
      const found = await judgeSentences({ sentences, tags }, scoresOf, chain, set, judging);
      if (request.predictions !== undefined)
        writeOutput(nodeFiles, request.predictions, columnsOf(sentences, found.judged));
      const unknown = countTokens(scored.length, (sentence) => {
        const { unknown: each } = scored[sentence];
        return { unknown: each.filter(Boolean).length, tokens: each.length };
      });
      return taggedPart({ ...found, sentences, set, seed, source: path.basename(source), unknown }, signal);
    },

    attend: () => Promise.reject(new LabError('INVALID_ARGUMENT', 'This run gives tags: its attention is not shown.')),

    async attribute({ text, tokens: given, target, token, ...asked }, { signal, progress: told }) {
      const cutText = given ? placedTokens(text, given) : cut(text);
      const { tokens, offsets } = cutText;
      if (tokens.length === 0) throw noToken();
      const [scored] = await tagger.score([cutText], { signal, progress: () => undefined });
      const { tags, entities } = tagsAnswer(tagger, {
        input: text,
        cut: cutText,
        scored,
        explain: false,
        detail: 'best',
      });
      const at = token ?? entities.at(0)?.start ?? 0;
      if (!Number.isInteger(at) || at < 0 || at >= tokens.length)
        throw new LabError(
          'INVALID_ARGUMENT',
          `The text has tokens 0 to ${tokens.length - 1}: there is no token ${at}.`,
        );
      const best = bestTags(scored.scores, set, chain);
      const tag = target === undefined ? best[at] : chosenTarget(target, set.tags);
      const explained = { tokens: inPlaces(tokens, offsets, scored.unknown), ...tagger.explained(cutText, at) };
      const direction = againstOthers(set.tags.length, tag);
      const found = await attribute(explained, {
        ...{ ...asked, direction, target: tag, signal },
        progress: (fraction) => told({ phase: 'Explaining', fraction }),
      });
      return { ...found, token: at, answer: tags[at], target: set.tags[tag], targets: [...set.tags], texts: [text] };
    },

    ...(network && { network }),
    ...(trace && {
      trace({ text }: TraceQuestion) {
        const sentence = cut(text);
        return sentence.tokens.length > 0 ? trace(sentence) : Promise.reject(noToken());
      },
    }),

    explain(most) {
      const found = tagger.strongest?.(most);
      if (!found) throw notExplained(record.modelType);
      return set.tags.map((label, i) => ({ label, features: found[i] }));
    },

    teaching: {
      kind: 'tags',
      ...{ tags: set.tags, looksElsewhere: (columns?.length ?? 0) > 0 },
      async answer(sentences, { signal }) {
        const scored = await tagger.score(sentences, { signal, progress: () => undefined });
        return scored.map(({ scores }) => ({
          shares: tagProbabilities(scores, set.tags.length, chain),
          best: bestTags(scores, set, chain),
        }));
      },
      ...(tagger.states && { states: statesOf(tagger.states) }),
    },

    ...(tagger.states && {
      embedding: sentenceEmbedding({
        ...{ states: tagger.states, cut, own: ownSentences(parts, columns) },
        tagged: (file, options) => loadTagged(file, { ...data, columns }, options),
      }),
    }),

    ...(tagger.graphs && { graphs: tagger.graphs }),

    release: () => tagger.release(),
  };
}

/** Hidden states as others learn from them. */
const statesOf = ({ width, of }: NonNullable<OpenTagger['states']>): TagTeaching['states'] => ({
  width,
  of: (sentences, { signal }) => of(sentences, signal),
});

const noToken = (): LabError => new LabError('INVALID_DATA', 'There is no token in the text.');

const ownSentences = (
  { record, experiment }: RunParts<TaggingExperiment>,
  columns: readonly number[] | undefined,
): OwnData<TaggedSentence> => ({
  ...{ baseFolder: record.baseFolder, hashes: record.hashes },
  async parts(signal) {
    const loaded = await loadTaggedDataset(experiment, record.baseFolder, { signal, columns });
    const part = (examples: TaggedSentence[]) => ({ examples });
    const [train, validation, test] = [loaded.train, loaded.validation, loaded.test].map(part);
    return { train, validation, test, files: loaded.files, notices: loaded.notices };
  },
});

function checkOutput(output: string, file: string): void {
  if (realPath(output) !== realPath(file)) return;
  const message = `The answers cannot be saved as "${file}" itself: the data stay as they are.`;
  throw new LabError('INVALID_ARGUMENT', message, { file: output });
}

const notExplained = (modelType: string): LabError =>
  new LabError(
    'INVALID_ARGUMENT',
    `A model of type "${modelType}" has no weights for single words. Of taggers, features are explained for crf.`,
  );

/** What a request says of files comes before what the experiment says. */
const readingOf = (data: TaggingExperiment['data'], { reading }: Judged) => ({
  ...data,
  encoding: reading?.encoding as TaggingExperiment['data']['encoding'],
  separator: reading?.separator ?? data.separator,
});

function refuseOthers({
  decoding,
  attention,
  search,
  references,
}: Omit<Asked, 'texts' | 'tokens' | 'columns' | 'tags' | 'explain'>): void {
  if (decoding || attention || search || references)
    throw new LabError('INVALID_ARGUMENT', 'This run gives tags: there is nothing to decode.');
}

function taggedSource({ data, decoding }: Judged): string[] {
  refuseOthers({ decoding });
  if (typeof data === 'string') return filesOfSource(data);
  throw new LabError('INVALID_ARGUMENT', 'This run gives tags: name one file of tagged sentences.');
}
