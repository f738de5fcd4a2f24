// The map as a file: what is seen as a picture or a drawing, all words with their positions as a table.

import type { SaveFileRequest } from '../../../protocol/saveFile';
import { element } from '../../shared/element';
import type { PictureKind } from '../../shared/saveButton';
import { themeColor } from '../../shared/theme';
import type { MapArea } from './mapArea';
import { pngOfMaps } from './pictures';
import { type LegendEntry, svgOfMaps } from './svg';

export interface MapFileParts {
  /** Without an ending. */
  name: string;
  area: MapArea;
  csv(): string;
  legend(): { title: string; entries: LegendEntry[] };
}

export function mapFile(kind: PictureKind, { name, area, csv, legend }: MapFileParts): SaveFileRequest {
  if (kind === 'csv') return { name, kind, content: csv() };
  return { name, kind, content: kind === 'png' ? pngOfMaps(area.canvases()) : drawing(area, legend()) };
}

function drawing(area: MapArea, legend: { title: string; entries: LegendEntry[] }): string {
  const { fontSize, fontFamily: family } = getComputedStyle(document.body);
  const height = Number.parseFloat(fontSize) || 13;
  const context = element('canvas').getContext('2d');
  if (context) context.font = `${height}px ${family}`;
  return svgOfMaps(area.drawings(), {
    ...{ ...legend, height, family },
    widthOf: (text) => context?.measureText(text).width ?? 0,
    color: themeColor('descriptionForeground'),
    background: themeColor('editor-background'),
  });
}
