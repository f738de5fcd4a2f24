// The tokens' view: a toolbar that says how the text is cut, the text in its tokens, and figures at the side.

import type { TokenizerOptions, TokenizerType } from '../../protocol/experiment';
import { count, duration, share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { TokensOverview, TokensViewContract } from '../../protocol/views';
import { type Connection, connect } from '../shared/connect';
import { button, checkbox, dropdown, numberField, registerControls, sections, toggle } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { lengthsView } from './lengths';
import { tokensStrings } from './strings';
import { tokenText } from './tokenText';
import { vocabularyView } from './vocabulary';
import '../shared/view.css';
import './tokens.css';

interface TokensViewState {
  type: string;
  lowercase: boolean;
  vocabularySize: number;
  minFrequency: number;
  details: boolean;
  section: string;
}

const DEFAULTS: TokensViewState = {
  type: 'word',
  lowercase: true,
  vocabularySize: 20_000,
  minFrequency: 1,
  details: true,
  section: 'vocabulary',
};

function build({ client, t, state, keep }: Connection<TokensViewContract, TokensViewState>) {
  const strings = tokensStrings(t);
  const types: { value: TokenizerType; label: string }[] = [
    { value: 'word', label: strings.word },
    { value: 'whitespace', label: strings.whitespace },
    { value: 'character', label: strings.character },
  ];
  const typeOf = (name: string): TokenizerType => types.find(({ value }) => value === name)?.value ?? 'word';
  const options = (): TokenizerOptions => {
    const { lowercase, vocabularySize, minFrequency } = state;
    return { type: typeOf(state.type), lowercase, vocabularySize, minFrequency };
  };
  const notice = noticeArea({
    working: button({ label: strings.cancel, onClick: () => void client.call('cancel', {}).catch(() => undefined) }),
    error: button({ label: strings.again, onClick: () => ask() }),
  });
  const fail = (error: unknown): void => {
    const { code, message } = LabError.toData(error);
    if (code !== 'CANCELLED') notice.show({ kind: 'error', message });
  };
  const ask = (): void => void client.call('tokenize', { tokenizer: options() }).catch(fail);
  const change = (next: Partial<TokensViewState>): void => {
    keep(next);
    ask();
  };

  const title = element('h1');
  const side = element('aside', { class: 'side', attributes: { 'aria-label': strings.sections } });
  const detailsToggle = toggle(strings.details, state.details, (on) => {
    keep({ details: on });
    show(side, on);
  });
  const lowercase = checkbox(strings.lowercase, state.lowercase, (on) => change({ lowercase: on }));
  lowercase.title = strings.lowercaseHint;
  const toolbar = element(
    'div',
    { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': strings.tools } },
    title,
    dropdown(strings.tokenizer, types, typeOf(state.type), (type) => change({ type })),
    lowercase,
    numberField({
      ...{ label: strings.vocabularySize, value: state.vocabularySize, least: 5, most: 10_000_000 },
      onChange: (vocabularySize) => change({ vocabularySize }),
    }),
    numberField({
      ...{ label: strings.minFrequency, value: state.minFrequency, least: 1, most: 1_000_000 },
      onChange: (minFrequency) => change({ minFrequency }),
    }),
    element('span', { class: 'gap' }),
    detailsToggle.node,
  );
  const status = element('p', { class: 'status', attributes: { role: 'status', 'aria-live': 'polite' } });

  const text = tokenText({
    strings,
    onReveal: (place) => void client.call('reveal', place).catch(fail),
    onToken: () => undefined,
  });
  const shownLines = element('span', { class: 'note' });
  const more = button({ label: strings.more, onClick: () => void loadLines() });
  const empty = element('p', { class: 'empty', text: strings.noLines });
  const main = element(
    'section',
    { class: 'main' },
    empty,
    text.node,
    element('div', { class: 'row foot' }, shownLines, more),
  );
  const vocabulary = vocabularyView(strings, (token) => text.mark(token));
  const lengths = lengthsView(strings);
  const parts = [
    { id: 'vocabulary', label: strings.vocabulary, content: vocabulary.node },
    { id: 'lengths', label: strings.lengths, content: lengths.node },
  ];
  const section = parts.some(({ id }) => id === state.section) ? state.section : DEFAULTS.section;
  side.append(sections(strings.sections, parts, section, (id) => keep({ section: id })));
  show(side, state.details);
  const body = element('div', { class: 'body' }, main, side);
  show(body, false);
  document.getElementById('view')?.replaceChildren(toolbar, status, notice.node, body);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') text.mark(undefined);
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || side.hidden) return;
    event.preventDefault();
    vocabulary.focusSearch();
  });

  let overview: TokensOverview | undefined;
  let next: number | null = 0;
  let loaded = 0;

  /** Asks for lines, some in each message, until there are so many more as are shown at once. */
  async function loadLines(): Promise<void> {
    if (!overview) return;
    const { version, lineCount, linesAtOnce } = overview;
    const enough = loaded + linesAtOnce;
    try {
      while (next !== null && loaded < enough) {
        const reply: TokensViewContract['calls']['lines']['reply'] = await client.call('lines', {
          version,
          from: next,
        });
        if (overview?.version !== version) return;
        text.append(reply.lines);
        loaded += reply.lines.length;
        next = reply.next;
        say(shownLines, strings.linesShown(count(loaded), count(lineCount)));
        show(more, next !== null);
      }
    } catch (error) {
      fail(error);
    }
  }

  async function loadVocabulary({ version, tokenCount, distinctCount }: TokensOverview): Promise<void> {
    try {
      for (let from: number | null = 0; from !== null && overview?.version === version;) {
        const reply: TokensViewContract['calls']['vocabulary']['reply'] = await client.call('vocabulary', {
          version,
          from,
        });
        if (overview?.version !== version) return;
        vocabulary.append(reply.rows, { tokenCount, distinctCount });
        from = reply.next;
      }
    } catch (error) {
      fail(error);
    }
  }

  ask();
  return {
    notice: (event: TokensViewContract['events']['notice']) => notice.show(event),
    overview: (event: TokensOverview) => {
      notice.clear();
      const isNews = overview?.version !== event.version;
      overview = event;
      if (!isNews) return;
      say(title, event.title);
      title.title = event.title;
      const { lineCount, tokenCount, distinctCount, unknownCount } = event;
      const outside = element('span', {
        text: strings.outside(share(unknownCount / Math.max(1, tokenCount))),
        title: strings.outsideHint,
      });
      status.replaceChildren(
        [
          strings.summary(count(lineCount), count(tokenCount), count(distinctCount)),
          strings.vocabularyOf(`${event.isVocabularyCut ? '≥ ' : ''}${count(event.vocabularySize)}`),
        ].join(' · '),
        ' · ',
        outside,
        ` · ${event.encoding} · ${duration(event.seconds)}`,
      );
      show(body, true);
      show(empty, tokenCount === 0);
      show(text.node, tokenCount > 0);
      text.clear();
      vocabulary.clear();
      lengths.draw(event);
      next = 0;
      loaded = 0;
      void loadLines();
      void loadVocabulary(event);
    },
  };
}

registerControls();
void connect<TokensViewContract, TokensViewState>({ events: ['notice', 'overview'], defaults: DEFAULTS, build });
