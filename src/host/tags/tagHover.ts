// What is said where the pointer rests on an entity: how sure the run is, and which other tags it weighed for each token.
import * as vscode from 'vscode';
import { shownMorphemes, tagsOf, type TagLattice } from '../../protocol/answer';
import { share } from '../../protocol/figures';
import { rangeOf } from '../editor/drawnEditors';
import { hover } from '../editor/shown/texts';
import type { SharedEngine } from '../engine/sharedEngine';
import { runId } from '../runs/runEntry';
import type { ShownTags, TaggedEditors } from './taggedEditors';
import { type PlacedEntity, probabilityOf } from './taggedText';

/** Tokens of an entity of which is told what was weighed, and tags told of each. */
const TOKENS_TOLD = 6;
const TAGS_TOLD = 3;

/** The address of a link holds the sentence. */
const LONGEST_LINKED = 2000;

export class TagHover implements vscode.HoverProvider {
  constructor(
    private readonly tagged: TaggedEditors,
    private readonly working: Pick<SharedEngine, 'call'>,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const tags = this.tagged.of(document);
    const entity = tags?.text.at(document.offsetAt(position));
    if (!tags || !entity) return undefined;
    const weighed = await this.weighed(tags, entity, token);
    const text = [headline(entity), ...wordOf(entity), ...weighed].join('\n');
    const { input } = entity.sentence.answer;
    const values = [runId(tags.run.folder), input];
    const link = { title: vscode.l10n.t('Open in Playground'), command: 'nlpLab.openPlayground', values };
    return hover({ text, range: rangeOf(document, entity), ...(input.length <= LONGEST_LINKED ? { link } : {}) });
  }

  /** A line for each token; none where the run can no longer be asked. */
  private async weighed(
    { run: { folder } }: ShownTags,
    { sentence: { answer }, index }: PlacedEntity,
    token: vscode.CancellationToken,
  ): Promise<string[]> {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    const request = { folder, texts: [answer.input], tokens: [answer.tokens], tags: 'lattice' as const };
    const reply = await this.working.call('ask', request, { signal: cancel.signal }).catch(() => undefined);
    const lattice = reply && tagsOf(reply.answers[0]).lattice;
    if (!lattice) return [];
    const { start, end } = answer.entities[index];
    const tokens = answer.tokens.slice(start, Math.min(end, start + TOKENS_TOLD));
    return tokens.map((text, i) => vscode.l10n.t('{0}: {1}', text, likelyTags(lattice, start + i)));
  }
}

const headline = (entity: PlacedEntity): string => vscode.l10n.t('{0}: {1}', entity.type, share(probabilityOf(entity)));

/** The word that a morpheme is in, with all of its morphemes. */
function wordOf({ sentence: { answer }, index }: PlacedEntity): string[] {
  const { start, end } = answer.entities[index];
  const word = answer.morphemes?.find((each) => each.start <= start && end <= each.end);
  return word ? [vscode.l10n.t('{0}: {1}', word.text, shownMorphemes(word))] : [];
}

/** `B-PER 93.1 %, O 4.20 %` */
function likelyTags({ tags, probabilities }: TagLattice, token: number): string {
  return tags
    .map((tag, i) => ({ tag, probability: probabilities[token * tags.length + i] }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, TAGS_TOLD)
    .map(({ tag, probability }) => `${tag} ${share(probability)}`)
    .join(', ');
}
