// The texts on which the shares of tokens are drawn in editors, each as a run explained it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { AttributionReply, AttributionRequest } from '../../protocol/attribution';
import { LabError } from '../../protocol/labError';
import { DrawnEditors, type Drawing } from '../editor/drawnEditors';
import type { Lifetime } from '../editor/lifetime';
import { withProgress } from '../editor/shown/progress';
import { EXPLAINED, shareMarkName, shareMarks } from '../editor/shown/shareMarks';
import { requireShort } from '../editor/textInFront';
import type { SharedEngine } from '../engine/sharedEngine';
import { nameOf, type RunEntry } from '../runs/runEntry';
import { areInPlace, PlacedShares } from './placedShares';
import type { TextToExplain } from './textToExplain';

/** Longer texts take an editor and a person too long. */
const LONGEST_TEXT = 100_000;

export type ExplainingChoice = Pick<AttributionRequest, 'method' | 'target' | 'token'>;

export interface ShownShares extends Drawing {
  run: { folder: string; name: string };
  reply: AttributionReply;
  shares: PlacedShares;
  /** What was asked, to be asked in another way. */
  asked: string;
  largest: number;
}

export class ExplainedEditors extends DrawnEditors<ShownShares> {
  constructor(
    private readonly working: SharedEngine,
    life: Lifetime,
  ) {
    super(life);
  }

  /**
   * Has a run explain a text, in place of what is drawn. Fails as the call `attribute`, and with `INVALID_DATA` where the text is too long
   * or the run reads another one.
   */
  explain(
    document: vscode.TextDocument,
    entry: RunEntry,
    { text, start, cursor }: TextToExplain,
    choice: ExplainingChoice = {},
  ): Promise<ShownShares> {
    requireShort(text, LONGEST_TEXT);
    const { folder } = entry.summary;
    return this.drawOn(document, async () => {
      const title = vscode.l10n.t('Explaining {0} with {1}', path.basename(document.uri.path), nameOf(entry));
      const reply = await withProgress(title, async (signal, onProgress) => {
        const ask = (more: ExplainingChoice) =>
          this.working.call('attribute', { folder, text, ...more, isFlexible: true }, { signal, onProgress });
        const first = await ask(choice);
        const meant = choice.token === undefined ? tokenAt(first, cursor) : undefined;
        return meant === undefined || meant === first.token ? first : ask({ ...choice, token: meant });
      });
      if (!areInPlace(reply.texts, text))
        throw new LabError(
          'INVALID_DATA',
          vscode.l10n.t('The experiment of this run cleans texts: this one is not read as it stands here. See its shares in the Playground.'), // prettier-ignore
        );
      const shares = new PlacedShares(reply, text, start);
      const largest = reply.tokens.reduce((most, { share }) => Math.max(most, Math.abs(share)), 0);
      return {
        ...{ run: { folder, name: nameOf(entry) }, reply, shares, asked: text, largest, marks: shareMarks() },
        places: () =>
          shares.tokens.flatMap(({ token, number, start: from, end }) => {
            const name = largest > 0 ? shareMarkName(token.share / largest) : undefined;
            const names = [...(name ? [name] : []), ...(number === reply.token ? [EXPLAINED] : [])];
            return names.map((mark) => ({ mark, start: from, end }));
          }),
        edit: (changes) => shares.edit(changes),
      };
    });
  }
}

/** Of runs that tag. */
const tokenAt = ({ token, tokens }: AttributionReply, cursor: number | undefined): number | undefined => {
  if (token === undefined || cursor === undefined) return undefined;
  const found = tokens.findIndex(({ start, end }) => start <= cursor && cursor <= end);
  return found < 0 ? undefined : found;
};
