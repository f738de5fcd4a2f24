// The panel of sentences beside what a run made of them: has them tagged, keeps them, and hands them over in pages.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { tagsOf } from '../../protocol/answer';
import type { JudgedTagsReply, SentenceBesideRight } from '../../protocol/judgedTags';
import { LabError } from '../../protocol/labError';
import type { SentencesRequest, TagsOverview, TagsViewContract } from '../../protocol/tagsView';
import { showFileAt } from '../editor/places';
import { setTitle } from '../editor/shown/items';
import { type Log } from '../editor/shown/log';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { runId } from '../runs/runEntry';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { ViewPanel } from '../views/viewPanel';
import { countsOf, listed, passing, SENTENCES_A_PAGE, typesIn } from './sentenceList';

/** A run, by its folder and name, and the file of tagged sentences that it is judged on. */
export interface TagsSource {
  folder: string;
  name: string;
  file: string;
}

export interface TagsNeeds {
  memory: vscode.Memento;
  working: SharedEngine;
  log: Log;
}

type TagsOpening = Opening<TagsViewContract, TagsSource>;
type Calls = TagsViewContract['calls'];

export const openTags = (opening: TagsOpening, needs: TagsNeeds): TagsPanel => new TagsPanel(opening, needs);

export class TagsPanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<TagsViewContract>;
  private readonly work: ShownWork;
  private readonly source: TagsSource;
  private judged?: { reply: JudgedTagsReply; overview: TagsOverview };
  private version = 0;
  /** The list as it was asked for last: pages of it follow. */
  private list?: { name: string; indices: number[] };

  constructor(
    { panel, life, subject, connect }: TagsOpening,
    private readonly needs: TagsNeeds,
  ) {
    this.panel = panel;
    this.source = subject;
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('The tagging was cancelled.'),
      log: needs.log,
    });
    setTitle(panel, vscode.l10n.t('Tags: {0}', `${subject.name}, ${path.basename(subject.file)}`));
    life.add({ dispose: () => this.work.stop() });
    this.view = connect(
      {
        cancel: () => (this.work.stop(), {}),
        again: () => (this.judge(), {}),
        chooseOther: async () => {
          await vscode.commands.executeCommand('nlpLab.showTags', runId(subject.folder));
          return {};
        },
        sentences: (request) => this.page(request),
        sentence: (request) => this.sentenceOf(request),
        lattice: (request, { signal }) => this.lattice(request, signal),
        reveal: async (request) => (await this.reveal(request), {}),
      },
      { notice: () => this.work.notice, overview: () => (this.work.notice ? undefined : this.judged?.overview) },
    );
    this.judge();
  }

  /** What the view shows once the work going on now has ended; undefined where it failed. */
  async settled(): Promise<TagsOverview | undefined> {
    await this.work.settled;
    return this.work.notice ? undefined : this.judged?.overview;
  }

  private judge(): void {
    const { folder, name, file } = this.source;
    const tagging = vscode.l10n.t('Tagging {0} with {1}', path.basename(file), name);
    this.work.start(tagging, async (signal, tell) => {
      requireTrust();
      const request = { folder, data: file, baseFolder: path.dirname(file) };
      const onProgress = ({ fraction }: { fraction?: number }): void => tell(tagging, fraction);
      const { working } = this.needs;
      const reply = await working.call('judgeTags', request, { signal, onProgress });
      for (let { next } = reply; next !== undefined;) {
        const more = await working.call('judgeTags', { ...request, from: next }, { signal, onProgress });
        for (const sentence of more.sentences) reply.sentences.push(sentence);
        ({ next } = more);
      }
      return () => {
        this.list = undefined;
        this.judged = { reply, overview: this.overviewOf(reply) };
        this.view.changed('overview');
      };
    });
  }

  private overviewOf({ sentences, figures, count, namesEntities }: JudgedTagsReply): TagsOverview {
    const { name, file } = this.source;
    return {
      ...{ version: ++this.version, run: name, source: path.basename(file), figures, count, namesEntities },
      ...{ ...countsOf(sentences), types: typesIn(sentences), canReveal: !file.toLowerCase().endsWith('.gz') },
    };
  }

  private async page({ version, filter, text, from }: SentencesRequest): Promise<Calls['sentences']['reply']> {
    const { sentences } = this.known(version);
    const name = JSON.stringify([version, filter, text]);
    const indices = this.list?.name === name ? this.list.indices : await passing(sentences, { filter, text });
    this.list = { name, indices };
    const shown = indices.slice(from, from + SENTENCES_A_PAGE);
    return { sentences: shown.map((index) => listed(sentences[index], index)), total: indices.length };
  }

  private known(version: number): JudgedTagsReply {
    if (this.judged?.overview.version === version) return this.judged.reply;
    throw new LabError('CANCELLED', vscode.l10n.t('The figures have changed meanwhile.'));
  }

  private sentenceOf({ version, index }: Calls['sentence']['request']): SentenceBesideRight {
    const sentence = this.known(version).sentences.at(index);
    if (!sentence) throw new LabError('INVALID_ARGUMENT', 'There is no such sentence.');
    return sentence;
  }

  private async lattice(request: Calls['lattice']['request'], signal: AbortSignal): Promise<Calls['lattice']['reply']> {
    requireTrust();
    const { tokens, columns } = this.sentenceOf(request);
    const given = { tokens: [tokens], ...(columns && { columns: [columns] }) };
    const asked = { folder: this.source.folder, texts: [tokens.join(' ')], ...given, tags: 'lattice' as const };
    const { answers } = await this.needs.working.call('ask', asked, { signal });
    const { lattice, alternatives } = tagsOf(answers[0]);
    if (!lattice) throw new LabError('INTERNAL', 'The engine told no lattice.');
    return { ...lattice, ...(alternatives ? { alternatives } : {}) };
  }

  private async reveal({ error, ...request }: Calls['reveal']['request']): Promise<void> {
    const { line, errors } = this.sentenceOf(request);
    const at = errors.at(error);
    await showFileAt(vscode.Uri.file(this.source.file), { line: (error >= 0 && at ? at.line : line) - 1 });
  }
}
