// Sentences about the figures, one below the other.

import { element } from '../../shared/element';
import { type BlockDrawing, textOf } from './block';

export const drawNotes: BlockDrawing<'notes'> = ({ lines }, { translate }) =>
  lines.map((line) => element('p', { class: 'note', text: textOf(line, translate) }));
