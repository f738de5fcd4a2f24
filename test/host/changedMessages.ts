// Messages of pages changed at random: each call is answered, what is refused has changed nothing, and what is let through has
// the keys and types of a right request (promise C5).
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Lifetime } from '../../src/host/editor/lifetime';
import type { Answers, Checks } from '../../src/host/views/viewPanel';
import type { Check } from '../../src/host/views/requestChecks';
import type { Contract } from '../../src/protocol/rpc';
import { type RandomNumbers, randomNumbers } from '../faults/randomNumbers';
import { changedValue, oddValue } from '../support/changedValues';
import { everyFeature } from '../support/features';
import { fakePanel } from '../support/fakePanel';
import { provideFakeVscode } from '../support/fakeVscode';
import { EXAMPLES, SHARED_EXAMPLES } from './requestExamples';

export interface Checked {
  messages: number;
  calls: number;
  /** Calls that reached what answers them. */
  letThrough: number;
}

type AnyChecks = Readonly<Record<string, Check<unknown>>>;

interface ViewAsked {
  name: string;
  checks: AnyChecks | (() => Promise<AnyChecks>);
}

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);

/** The keys and types of what was let through are those of the example, whatever the check thinks; entries of lists are like one of its. */
function requireShape(value: unknown, example: unknown, where: string): void {
  assert.equal(typeOf(value), typeOf(example), where);
  if (typeof value === 'number') assert.ok(Number.isFinite(value), where);
  if (Array.isArray(value) && Array.isArray(example)) {
    if (example.length > 0) value.forEach((entry) => requireOneShape(entry, example, where));
  } else if (typeof value === 'object' && value !== null) {
    const keys = (of: object): string[] => Object.keys(of).sort();
    assert.deepEqual(keys(value), keys(example as object), where);
    for (const key of keys(value))
      requireShape(value[key as keyof typeof value], (example as object)[key as keyof object], `${where}.${key}`);
  }
}

function requireOneShape(value: unknown, examples: readonly unknown[], where: string): void {
  const isLike = (example: unknown): boolean => {
    try {
      requireShape(value, example, where);
      return true;
    } catch {
      return false;
    }
  };
  if (!examples.some(isLike)) requireShape(value, examples[0], where);
}

/** A message that is changed in itself, or whose request is. */
function messageFor(id: number, name: string, example: object, random: RandomNumbers): unknown {
  const request = random.next() < 0.1 ? structuredClone(example) : changedValue(example, random);
  const message: Record<string, unknown> = { kind: 'call', id, name, request };
  if (random.next() < 0.2) {
    const key = random.pick(Object.keys(message));
    if (random.next() < 0.3) delete message[key];
    else message[key] = oddValue(random);
  }
  if (random.next() < 0.03) return oddValue(random);
  if (random.next() < 0.05) message.kind = random.pick(['cancel', 'progress', 'reply', 'failure', 'event', 'several']);
  return message;
}

/** Sends `messages` to a panel of each view. @throws AssertionError */
export async function sendChanged(seed: number, messages: number): Promise<Checked> {
  provideFakeVscode();
  const features = await everyFeature();
  const { openViewPanel } = await import('../../src/host/views/viewPanel');
  const views = features.flatMap(({ views }): readonly ViewAsked[] => views);
  assert.deepEqual(views.map(({ name }) => name).sort(), Object.keys(EXAMPLES).sort());
  const random = randomNumbers(seed);
  const done: Checked = { messages: 0, calls: 0, letThrough: 0 };
  for (const { name: view, checks: given } of views) {
    const checks = typeof given === 'function' ? await given() : given;
    const own = EXAMPLES[view];
    assert.deepEqual(Object.keys(checks).sort(), Object.keys(own).sort(), `${view} has an example of each call`);
    const reached: { name: string; request: unknown }[] = [];
    const answer = (name: string) => (request: unknown) => (reached.push({ name, request }), {});
    const answers = Object.fromEntries(Object.keys(checks).map((name) => [name, answer(name)]));
    const { panel, send, sent, close } = fakePanel();
    const life = new Lifetime();
    openViewPanel<Contract>({
      ...{ view, panel, life, key: 'key', usesModels: false, state: {} },
      extensionUri: { path: '/extension' } as vscode.Uri,
      checks: checks as Checks<Contract>,
      answers: answers as Answers<Contract>,
    });
    const examples = { ...SHARED_EXAMPLES, ...own };
    for (let number = 0; number < messages / views.length; number++) {
      const name = random.pick(Object.keys(examples));
      const message = messageFor(number, name, examples[name as keyof typeof examples], random) as {
        kind?: unknown;
        id?: unknown;
        name?: unknown;
        request?: unknown;
      } | null;
      const where = `seed ${seed}, message ${number} to ${view}`;
      [reached.length, sent.length] = [0, 0];
      send(message);
      await new Promise((resolve) => setImmediate(resolve));
      done.messages++;
      const isCall = message?.kind === 'call' && typeof message.name === 'string' && Number.isSafeInteger(message.id);
      assert.equal(sent.length, isCall ? 1 : 0, `${where}: ${sent.length} answers`);
      if (!isCall) continue;
      done.calls++;
      const { kind, id } = sent[0] as { kind: string; id: unknown };
      assert.equal(id, message.id, where);
      assert.equal(reached.length > 0, kind === 'reply' && (message.name as string) in own, where);
      if (reached.length === 0) continue;
      done.letThrough++;
      requireShape(reached[0].request, own[reached[0].name], where);
    }
    close();
    assert.equal(life.count, 0);
  }
  assert.equal(({} as Record<string, unknown>).on, undefined, 'the prototype of objects is as it was');
  return done;
}

export const checkedWords = ({ messages, calls, letThrough }: Checked): string =>
  `${messages} messages, of them ${calls} calls, each answered; ${letThrough} were right and let through`;
