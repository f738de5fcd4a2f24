// A view by itself in the colours of the extension, by which spans are drawn.

import manifest from '../../package.json';
import { sharedBrowser } from './ground';
import { openViewPage, type ViewPage } from './viewPage';

const COLORS = Object.entries({ dark: 'vscode-dark', light: 'vscode-light', highContrast: 'vscode-high-contrast' }).map(
  ([theme, kind]) => {
    const values = manifest.contributes.colors.map(
      ({ id, defaults }) => `--vscode-${id.replace('.', '-')}: ${defaults[theme as keyof typeof defaults]};`,
    );
    return `body.${kind} { ${values.join(' ')} }`;
  },
);

export async function openWithColors(
  view: string,
  answer: (name: string, request: never) => unknown,
): Promise<ViewPage> {
  const opened = await openViewPage(await sharedBrowser(), { view, answer });
  await opened.page.addStyleTag({ content: COLORS.join('\n') });
  return opened;
}
