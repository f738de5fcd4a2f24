// The Embeddings view at work: what each part is told when the host tells of other vectors, another map, a comparison.

import type {
  Comparison,
  EmbeddingsOverview,
  EmbeddingsViewContract,
  ShowRequest,
} from '../../protocol/embeddingsView';
import type { EventListeners } from '../../protocol/rpc';
import type { Connection } from '../shared/connect';
import { type NoticeArea, workNotice } from '../shared/notice';
import { onThemeChange } from '../shared/theme';
import { ProjectorPage } from './projectorPage';
import { ProjectorParts } from './projectorParts';
import { sortingOf } from './panel/sorting';
import { embeddingsStrings } from './strings';
import { type EmbeddingsViewState, mended } from './viewState';

export class Projector {
  private readonly state: EmbeddingsViewState;
  private readonly notice: NoticeArea;
  private readonly parts: ProjectorParts;
  private readonly page: ProjectorPage;

  constructor({ client, t, state, keep }: Connection<EmbeddingsViewContract, EmbeddingsViewState>) {
    const strings = embeddingsStrings(t);
    const call = (name: 'cancel' | 'again'): void => void client.call(name, {}).catch(this.notice.fail);
    this.state = mended(state);
    this.notice = workNotice(strings, { onCancel: () => call('cancel'), onAgain: () => call('again') });
    const common = {
      ...{ client, strings, state: this.state, notice: this.notice },
      keep: (change: Partial<EmbeddingsViewState>): void => {
        Object.assign(this.state, change);
        keep(change);
      },
      sorting: sortingOf(
        () => this.state.sorting,
        (sorting) => common.keep({ sorting }),
      ),
    };
    this.parts = new ProjectorParts({ ...common, page: () => this.page });
    const { opened, area, control, chosen, actions, colors, side, menu } = this.parts;
    this.page = new ProjectorPage({
      ...{ ...common, opened, area, control, chosen, actions, colors, side, menu: menu.node },
    });
    onThemeChange(() => colors.refresh());
  }

  get listeners(): EventListeners<EmbeddingsViewContract> {
    const { parts, page } = this;
    return {
      notice: (event) => {
        this.notice.show(event);
        page.show(false);
      },
      overview: (event) => this.onOverview(event),
      map: (event) => parts.control.setMap(event),
      progress: (event) => parts.control.setProgress(event),
      coloring: (event) => {
        parts.colors.set(event);
        page.list.draw();
      },
      comparison: (event) => this.onComparison(event),
      cooccurrence: parts.side.cooccurrence.set,
      show: (event) => this.onShow(event),
    };
  }

  private onOverview(overview: EmbeddingsOverview): void {
    const { parts, page } = this;
    this.notice.clear();
    const isNews = parts.opened.adopt(overview);
    page.show(true);
    if (isNews) this.renew(overview);
    for (const part of [parts.side.evidence, parts.side.cooccurrence]) part.setCorpus(overview.sides[0].hasCorpus);
    page.drawTools();
    page.drawStatus();
  }

  /** Other vectors are open: nothing of those before holds any more. */
  private renew({ sides }: EmbeddingsOverview): void {
    const { focus, focusRow, answered } = this.state;
    const { control, area, side, chosen, colors } = this.parts;
    control.renew();
    colors.renew();
    area.setTitles(sides.map(({ title }) => title));
    side.setShown({ areCompared: sides.length > 1, areTexts: sides[0].isSentences });
    side.settings.setCanOpenSentences(!sides[0].isSentences);
    side.nearest.setSides(sides);
    side.similarities.renew();
    side.analogies.renew();
    if (!answered.isShown && (focusRow >= 0 || focus !== '')) chosen.focus(focus, focusRow);
    control.draw();
  }

  private onComparison(comparison: Comparison): void {
    const { opened, side, colors } = this.parts;
    opened.comparison = comparison;
    side.moves.set(comparison);
    const { reply } = comparison;
    if (reply) void opened.fetchWords(new Int32Array(reply.rowsA)).catch(this.notice.fail);
    if (this.state.coloring === 'moved') colors.refresh();
  }

  private onShow({ word, analogy }: ShowRequest): void {
    const { actions, side } = this.parts;
    if (word !== undefined) actions.find(word);
    if (!analogy) return;
    side.openSection('analogy');
    void side.analogies.solve(analogy);
  }
}
