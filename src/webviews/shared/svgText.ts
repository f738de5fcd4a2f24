// Text in SVG files.

import { withoutControls } from '../../protocol/plainText';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Marks escaped; no control characters, and none that XML forbids. */
export const svgText = (text: string): string =>
  withoutControls(text)
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (mark) => ENTITIES[mark]);
