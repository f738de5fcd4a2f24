// The text that is judged: as it is, or token by token, what a run would say, and what can be done with it.

import { count, share } from '../../protocol/figures';
import type { LabellingKind, Mark } from '../../protocol/labelling';
import type { LabellingOverview, ShownLabelling } from '../../protocol/labellingView';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { lookOf } from '../shared/entityNodes';
import { nameButtons } from './nameButtons';
import type { Chosen } from './spanEdits';
import type { LabellingStrings } from './strings';
import { tokenMarks } from './tokenMarks';

export interface ChosenTextOptions {
  strings: LabellingStrings;
  onName(name: string): void;
  on(action: 'undo' | 'open' | 'accept' | 'judged' | 'clear' | 'next' | 'previous' | 'reveal'): void;
}

export interface ChosenText {
  node: HTMLElement;
  /** Labels, counts and what can be done are others. */
  offer(overview: LabellingOverview): void;
  /** @param isOther another text than before */
  draw(shown: ShownLabelling, isOther: boolean): void;
  readonly chosen: Chosen;
}

export function chosenText({ strings, onName, on }: ChosenTextOptions): ChosenText {
  let overview: LabellingOverview | undefined;
  let look = lookOf([]);
  const place = element('p', { class: 'note row place' });
  const words = element('div', {
    class: 'judged',
    attributes: { tabindex: '0', 'aria-live': 'polite', role: 'group' },
  });
  const tokens = tokenMarks(strings, (type) => look(type));
  const said = element('span');
  const take = button({ label: strings.take, onClick: () => on('accept') });
  const suggestion = element('p', { class: 'row suggestion' }, said, take);
  const names = nameButtons(onName);
  const undo = button({ label: strings.undo, hint: strings.undoHint, onClick: () => on('undo') });
  const accept = button({
    label: strings.accept,
    hint: strings.acceptHint,
    primary: true,
    onClick: () => on('judged'),
  });
  const clear = button({ label: strings.clear, onClick: () => on('clear') });
  const open = button({ label: strings.skip, onClick: () => on('open') });
  const steps = (['previous', 'next'] as const).map((to) => button({ label: strings[to], onClick: () => on(to) }));
  const actions = element('div', { class: 'row wrap' }, accept, undo, clear, open, ...steps);
  const node = element(
    'section',
    { class: 'chosen', attributes: { 'aria-label': strings.chosen } },
    ...[place, words, tokens.node, suggestion, names.node, actions],
  );
  words.setAttribute('aria-label', strings.chosen);

  function drawPlace({ line, mark }: ShownLabelling): void {
    const text = strings.lineOf(count(line));
    const where = overview?.canReveal
      ? button({ label: text, hint: strings.revealHint, onClick: () => on('reveal') })
      : element('span', { text });
    place.replaceChildren(where, element('span', { text: mark ? '' : strings.isOpen }));
  }

  function drawSuggestion({ suggestion: given, tokens: cut = [] }: ShownLabelling): void {
    show(suggestion, given !== undefined);
    if (!given) return;
    const run = overview?.runs.find(({ id }) => id === overview?.order)?.name ?? strings.aRun;
    say(said, strings.suggested(run, inWords(given.mark, cut), share(given.probability)));
  }

  const inWords = (mark: Mark, cut: readonly string[]): string => {
    if ('label' in mark) return mark.label;
    const spans = mark.spans.map(({ type, start, end }) => `${type} ${cut.slice(start, end).join(' ')}`);
    return spans.length > 0 ? spans.join('; ') : strings.noSpans;
  };

  return {
    node,
    offer(now) {
      overview = now;
      look = lookOf(now.names.map(({ name }) => name));
      names.draw(now, strings.things[now.kind].names);
      for (const [part, kind] of [
        [words, 'texts'],
        [tokens.node, 'spans'],
        [accept, 'spans'],
      ] as [HTMLElement, LabellingKind][])
        // prettier-ignore
        show(part, now.kind === kind);
      clear.textContent = now.kind === 'texts' ? strings.clear : strings.clearSpans;
      open.textContent = now.kind === 'texts' ? strings.skip : strings.skipJudged;
      undo.toggleAttribute('disabled', !now.canUndo);
    },
    draw(shown, isOther) {
      const { mark, text, tokens: cut } = shown;
      drawPlace(shown);
      drawSuggestion(shown);
      const spans = mark && 'spans' in mark ? mark.spans : [];
      if (cut) {
        tokens.draw(cut, spans, isOther);
        if (isOther && !isBusyElsewhere()) tokens.node.focus({ preventScroll: true });
      } else {
        say(words, text);
        words.scrollTop = 0;
        if (isOther && !node.contains(document.activeElement) && !isBusyElsewhere())
          words.focus({ preventScroll: true });
      }
      names.press(mark && 'label' in mark ? [mark.label] : spans.map(({ type }) => type));
    },
    get chosen() {
      return tokens.chosen;
    },
  };
}

/** The person goes through the list, or types: the focus stays there. */
const isBusyElsewhere = (): boolean => Boolean(document.activeElement?.closest('.table, vscode-text-field'));
