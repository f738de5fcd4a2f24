// The line below the toolbar: what is drawn of how much, how well, how long it took; while a map is made, how far it is.

import { bytes, count, duration, figure, share } from '../../protocol/figures';
import type { EmbeddingSide, MapProgress, MapState } from '../../protocol/embeddingsView';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import type { EmbeddingsStrings } from './strings';

export interface StatusLine {
  node: HTMLElement;
  set(state: { sides: readonly EmbeddingSide[]; map?: MapState; progress?: MapProgress }): void;
}

const PATIENCE_MS = 200;

export function statusLine(strings: EmbeddingsStrings, onStop: () => void): StatusLine {
  const facts = element('span', { class: 'facts', attributes: { role: 'status', 'aria-live': 'polite' } });
  const progress = element('span', { class: 'working', attributes: { role: 'status', 'aria-live': 'off' } });
  const stop = button({ label: strings.stop, onClick: onStop });
  const notices = element('p', { class: 'notices' });
  const line = element('div', { class: 'status row wrap' }, facts, progress, stop);
  for (const node of [progress, stop, notices]) show(node, false);
  let began: { serial: number; at: number } | undefined;

  function factsOf(sides: readonly EmbeddingSide[], map: MapState | undefined): (string | HTMLElement)[] {
    const parts: (string | HTMLElement)[] = sides.map(({ words, dimensions, isSentences, bytes: size }) => {
      const text = isSentences ? strings.sentences : strings.words;
      return element('span', { text: text(count(words), count(dimensions)), title: bytes(size) });
    });
    if (!map || map.status === 'failed' || !map.positions) return parts;
    const { total, quality, explained, seconds, status } = map;
    const drawn = map.rows.byteLength / Int32Array.BYTES_PER_ELEMENT;
    const text = sides[0]?.isSentences ? strings.drawnTexts : strings.drawn;
    parts.push(text(count(drawn), count(total)));
    if (quality) {
      const { trustworthiness, overlap, neighbors, sampled, points } = quality;
      const hint = strings.trustHint(count(neighbors), count(sampled), count(points));
      parts.push(
        element('span', { text: strings.trustworthiness(figure(trustworthiness)), title: hint }),
        element('span', {
          text: strings.overlapOfMap(share(overlap)),
          title: strings.overlapOfMapHint(count(neighbors)),
        }),
      );
    }
    if (explained) parts.push(strings.explained(explained.map(share).join(' + ')));
    if (status === 'done') parts.push(strings.took(duration(seconds)));
    return parts;
  }

  return {
    node: element('div', {}, line, notices),
    set({ sides, map, progress: now }) {
      const parts = factsOf(sides, map).flatMap((part, i) => (i === 0 ? [part] : [' · ', part]));
      const text = parts.map((part) => (typeof part === 'string' ? part : (part.textContent ?? ''))).join('');
      if (facts.textContent !== text) facts.replaceChildren(...parts);
      const isWorking = map?.status === 'working';
      if (isWorking && began?.serial !== map.serial) began = { serial: map.serial, at: performance.now() };
      const isShown =
        isWorking && began !== undefined && (now !== undefined || performance.now() - began.at > PATIENCE_MS);
      show(progress, isShown);
      show(stop, isWorking);
      if (isShown) say(progress, progressText(strings, now));
      const notes = [
        ...sides.flatMap((side) => side.notices),
        ...(map?.notices ?? []),
        ...(map?.status === 'stopped' ? [strings.stopped] : []),
      ];
      const failure = map?.status === 'failed' ? map.message : undefined;
      notices.classList.toggle('failed', failure !== undefined);
      say(notices, failure ?? notes.join(' '));
      show(notices, notices.textContent !== '');
    },
  };
}

function progressText(strings: EmbeddingsStrings, now: MapProgress | undefined): string {
  if (!now) return strings.drawing;
  const { phase, fraction, iteration, iterations } = now;
  const text = strings.progress(strings.phases[phase], share(fraction));
  if (iteration === undefined || iterations === undefined) return text;
  return `${text} · ${strings.iteration(count(iteration), count(iterations))}`;
}
