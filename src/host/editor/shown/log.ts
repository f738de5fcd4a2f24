// The output channel, with what comes from files made harmless.
import * as vscode from 'vscode';
import { withoutControls } from '../../../protocol/plainText';

/** A line of a log need not be longer. */
const MOST_UNITS = 100_000;

const lineOf = (part: unknown): string => {
  const text = part instanceof Error ? (part.stack ?? String(part)) : String(part);
  return withoutControls(text.slice(0, MOST_UNITS));
};

export class Log {
  private readonly channel: vscode.LogOutputChannel;

  constructor(name: string) {
    this.channel = vscode.window.createOutputChannel(name, { log: true });
  }

  /** Parts stand beside each other; an error with its stack. */
  readonly info = (...parts: unknown[]): void => this.channel.info(parts.map(lineOf).join(' '));
  readonly warn = (...parts: unknown[]): void => this.channel.warn(parts.map(lineOf).join(' '));
  readonly error = (...parts: unknown[]): void => this.channel.error(parts.map(lineOf).join(' '));

  /** Brings it to the front. */
  show(): void {
    this.channel.show();
  }

  dispose(): void {
    this.channel.dispose();
  }
}
