// Takes HTML out of a text: tags, comments, the content of scripts and styles; then decodes character references. One
// pass that never goes back, so that no input takes more than linear time.

import { decodeEntities } from './htmlEntities';
import { closeGaps } from './spaces';

/** Tags between which words belong together; all others end a word. */
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);
const swallowing = new Set(['script', 'style']);

/** The text without HTML. What only looks like a tag (`a < b`, a tag that is never closed) stays. */
export function removeHtml(text: string): string {
  const bare = text.includes('<') ? removeTags(text) : text;
  const decoded = decodeEntities(bare);
  return decoded === text ? text : closeGaps(decoded);
}

function removeTags(text: string): string {
  const parts: string[] = [];
  let kept = 0; // all before is in `parts`
  for (let open = text.indexOf('<'); open >= 0;) {
    const tag = readTag(text, open);
    if (tag.isTag) {
      parts.push(text.slice(kept, open), tag.separates ? ' ' : '');
      kept = tag.end;
    }
    open = text.indexOf('<', tag.end);
  }
  parts.push(text.slice(kept));
  return parts.join('');
}

interface ReadTag {
  /** False: what was read is text, up to `end`. */
  isTag: boolean;
  end: number;
  separates: boolean;
}

const nameAt = /\/?([A-Za-z][A-Za-z0-9:-]{0,30})/y;

function readTag(text: string, open: number): ReadTag {
  const next = text[open + 1];
  if (text.startsWith('<!--', open)) return readUntil(text, '-->', open + 4);
  if (next === '!' || next === '?') return readUntil(text, '>', open + 2);
  nameAt.lastIndex = open + 1;
  const name = nameAt.exec(text)?.[1].toLowerCase();
  const noTag = { isTag: false, end: open + 1, separates: false };
  if (name === undefined || !/[\s/>]/.test(text[nameAt.lastIndex] ?? '')) return noTag;
  const closed = readAttributes(text, nameAt.lastIndex);
  if (!closed.isTag) return closed;
  const isSwallowed = swallowing.has(name) && next !== '/';
  return {
    ...closed,
    end: isSwallowed ? endOfElement(text, name, closed.end) : closed.end,
    separates: !inline.has(name),
  };
}

/** A comment or declaration that is never closed takes the rest, as browsers have it. */
function readUntil(text: string, mark: string, from: number): ReadTag {
  const at = text.indexOf(mark, from);
  return { isTag: true, end: at < 0 ? text.length : at + mark.length, separates: true };
}

/**
 * Reads to the `>` that closes the tag; one within quotes does not. A `<` before it, or the end of the text, means that
 * this was no tag: then all that was read is text, and is not read again.
 */
function readAttributes(text: string, from: number): ReadTag {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '>') return { isTag: true, end: at + 1, separates: false };
    if (character === '<') return { isTag: false, end: at, separates: false };
    if ((character === '"' || character === "'") && text[at - 1] === '=') {
      const quote = text.indexOf(character, at + 1);
      if (quote < 0) return { isTag: false, end: text.length, separates: false };
      at = quote;
    }
  }
  return { isTag: false, end: text.length, separates: false };
}

/** Behind the end tag of a script or style; without one the rest belongs to it. */
function endOfElement(text: string, name: string, from: number): number {
  const endTag = name === 'script' ? /<\/script[^>]*>/gi : /<\/style[^>]*>/gi;
  endTag.lastIndex = from;
  const found = endTag.exec(text);
  return found ? endTag.lastIndex : text.length;
}
