// The picture that a run is asked about: chosen in a dialog, dropped on the view, or pasted. What is dropped has no path, and is gone after a
// reload.

import { LabError } from '../../protocol/labError';
import { pictureContent } from '../../protocol/pictureContent';
import { type AskedPicture, MOST_PICTURE_BYTES } from '../../protocol/playgroundView';
import { button } from '../shared/controls';
import { element, say } from '../shared/element';
import type { PlaygroundStrings } from './strings';

export interface PictureFieldOptions {
  strings: PlaygroundStrings;
  /** The picture of a path; where that is empty the one that the person chooses. */
  load(path: string): Promise<AskedPicture | undefined>;
  onPicture(): void;
  onFailure(error: unknown): void;
}

export interface PictureField {
  node: HTMLElement;
  readonly picture: AskedPicture | undefined;
  /** Takes the picture of a path. */
  take(path: string): void;
  /** Where pictures may be dropped while the field is shown. */
  listenOn(area: HTMLElement): void;
}

/** What a path of a picture ends with; texts for other runs are no paths. */
export const isPicturePath = (source: string): boolean => /\.(png|jpe?g)$/i.test(source);

export function pictureField({ strings, load, onPicture, onFailure }: PictureFieldOptions): PictureField {
  const name = element('span', { class: 'note', text: strings.dropHint });
  const choose = button({ label: strings.choosePicture, primary: true, onClick: () => void fetchFrom('') });
  const node = element('div', { class: 'picture-field' }, choose, name);
  let picture: AskedPicture | undefined;

  function show(next: AskedPicture): void {
    picture = next;
    say(name, next.name);
    name.title = next.path ?? next.name;
    onPicture();
  }

  async function fetchFrom(path: string): Promise<void> {
    try {
      const found = await load(path);
      if (found) show(found);
    } catch (error) {
      onFailure(error);
    }
  }

  async function read(file: File): Promise<void> {
    try {
      show({ name: file.name, content: await contentOf(file, strings) });
    } catch (error) {
      onFailure(error);
    }
  }

  return {
    node,
    get picture() {
      return picture;
    },
    take: (path) => void fetchFrom(path),
    listenOn(area) {
      const isOurs = (data: DataTransfer | null): data is DataTransfer =>
        !node.hidden && data !== null && (data.types.includes('Files') || data.types.includes(URIS));
      area.addEventListener('dragover', (event) => {
        if (!isOurs(event.dataTransfer)) return;
        event.preventDefault();
        area.classList.add('dropping');
      });
      for (const name of ['dragleave', 'drop']) area.addEventListener(name, () => area.classList.remove('dropping'));
      area.addEventListener('drop', (event) => {
        if (!isOurs(event.dataTransfer)) return;
        event.preventDefault();
        const file = event.dataTransfer.files.item(0);
        const [uri] = event.dataTransfer.getData(URIS).split(/\r?\n/);
        if (file) void read(file);
        else if (uri.startsWith('file:')) void fetchFrom(pathOf(uri));
      });
      addEventListener('paste', ({ clipboardData }) => {
        const file = clipboardData?.files.item(0);
        if (!node.hidden && file) void read(file);
      });
    },
  };
}

/** How files of the explorer come. */
const URIS = 'text/uri-list';

/** `/home/a.png` of file:///home/a.png, `c:/a.png` of file:///c%3A/a.png. */
const pathOf = (uri: string): string => decodeURIComponent(new URL(uri).pathname).replace(/^\/(?=[a-z]:)/i, '');

/** Fails with `INVALID_DATA`. */
async function contentOf(file: File, strings: PlaygroundStrings): Promise<string> {
  const failed = (message: string): LabError => new LabError('INVALID_DATA', message);
  if (!/^image\/(png|jpeg)$/.test(file.type)) throw failed(strings.noPictureFile(file.name));
  if (file.size > MOST_PICTURE_BYTES) throw failed(strings.largePicture(file.name, MOST_PICTURE_BYTES / 1e6));
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(failed(strings.noPictureFile(file.name))));
    reader.readAsDataURL(file);
  });
}

/** The pixels of a content; a policy that allows no foreign pictures says nothing of these. */
export function bitmapOf(content: string): Promise<ImageBitmap> {
  const text = atob(pictureContent(content) ?? '');
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  return createImageBitmap(new Blob([bytes]));
}
