// The line below the toolbar: what is drawn of how much, how well, how long it took; while a map is made or judged, how far
// that is.

import { bytes, count, duration, figure, share } from '../../protocol/figures';
import type { EmbeddingSide, MapProgress, MapState } from '../../protocol/embeddingsView';
import type { MapQuality } from '../../protocol/projection';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import type { EmbeddingsStrings } from './strings';

export interface StatusLine {
  node: HTMLElement;
  set(state: { sides: readonly EmbeddingSide[]; map?: MapState; progress?: MapProgress }): void;
}

export interface StatusActions {
  /** Of the map, or of its judging. */
  onStop(): void;
  /** A map that was not judged is to be. */
  onJudge(): void;
}

const PATIENCE_MS = 200;

export function statusLine(strings: EmbeddingsStrings, { onStop, onJudge }: StatusActions): StatusLine {
  const facts = element('span', { class: 'facts', attributes: { role: 'status', 'aria-live': 'polite' } });
  const progress = element('span', { class: 'working', attributes: { role: 'status', 'aria-live': 'off' } });
  const stop = button({ label: strings.stop, onClick: onStop });
  const judge = button({ label: strings.judge, hint: strings.judgeHint, onClick: onJudge });
  const notices = element('p', { class: 'notices' });
  const line = element('div', { class: 'status row wrap' }, facts, progress, stop, judge);
  for (const node of [progress, stop, judge, notices]) show(node, false);
  let began: { serial: number; at: number } | undefined;

  function drawWork(map: MapState | undefined, now: MapProgress | undefined): void {
    const isDrawn = map?.status === 'working';
    if (isDrawn && began?.serial !== map.serial) began = { serial: map.serial, at: performance.now() };
    const isLate = began !== undefined && performance.now() - began.at > PATIENCE_MS;
    const isShown = (isDrawn && isLate) || now !== undefined;
    show(progress, isShown);
    show(stop, isDrawn || now !== undefined);
    show(judge, map?.status === 'done' && map.positions !== undefined && !map.isJudged && !map.quality);
    if (isShown) say(progress, progressText(strings, now));
  }

  return {
    node: element('div', {}, line, notices),
    set({ sides, map, progress: now }) {
      const parts = factsOf(strings, sides, map).flatMap((part, i) => (i === 0 ? [part] : [' · ', part]));
      const text = parts.map((part) => (typeof part === 'string' ? part : (part.textContent ?? ''))).join('');
      if (facts.textContent !== text) facts.replaceChildren(...parts);
      drawWork(map, now);
      const failure = map?.status === 'failed' ? map.message : undefined;
      notices.classList.toggle('failed', failure !== undefined);
      say(notices, failure ?? notesOf(strings, sides, map).join(' '));
      show(notices, notices.textContent !== '');
    },
  };
}

type Fact = string | HTMLElement;

function factsOf(strings: EmbeddingsStrings, sides: readonly EmbeddingSide[], map: MapState | undefined): Fact[] {
  const parts: Fact[] = sides.map(({ words, dimensions, isSentences, bytes: size }) => {
    const text = isSentences ? strings.sentences : strings.words;
    return element('span', { text: text(count(words), count(dimensions)), title: bytes(size) });
  });
  if (!map || map.status === 'failed' || !map.positions) return parts;
  const { total, quality, explained, seconds, status } = map;
  const drawn = map.rows.byteLength / Int32Array.BYTES_PER_ELEMENT;
  const text = sides[0]?.isSentences ? strings.drawnTexts : strings.drawn;
  parts.push(text(count(drawn), count(total)));
  if (explained) parts.push(strings.explained(explained.map(share).join(' + ')));
  if (status === 'done') parts.push(strings.took(duration(seconds)));
  if (quality) parts.push(...qualityFacts(strings, quality));
  return parts;
}

/** At the end of the line: nothing moves when they come. */
function qualityFacts(strings: EmbeddingsStrings, quality: MapQuality): Fact[] {
  const { trustworthiness, overlap, neighbors, sampled, points } = quality;
  const hint = strings.trustHint(count(neighbors), count(sampled), count(points));
  return [
    element('span', { text: strings.trustworthiness(figure(trustworthiness)), title: hint }),
    element('span', { text: strings.overlapOfMap(share(overlap)), title: strings.overlapOfMapHint(count(neighbors)) }),
  ];
}

function notesOf(strings: EmbeddingsStrings, sides: readonly EmbeddingSide[], map: MapState | undefined): string[] {
  const { quality, notices = [], status } = map ?? {};
  return [
    ...sides.flatMap((side) => side.notices),
    ...notices,
    ...(quality && quality.sampled < quality.points
      ? [strings.sampledQuality(count(quality.sampled), count(quality.points))]
      : []),
    ...(status === 'stopped' ? [strings.stopped] : []),
  ];
}

function progressText(strings: EmbeddingsStrings, now: MapProgress | undefined): string {
  if (!now) return strings.drawing;
  const { phase, fraction, iteration, iterations } = now;
  const text = strings.progress(strings.phases[phase], share(fraction));
  if (iteration === undefined || iterations === undefined) return text;
  return `${text} · ${strings.iteration(count(iteration), count(iterations))}`;
}
