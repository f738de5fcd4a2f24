// The tree of a search as a person looks at it: up to which step, with which dropped hypotheses, which node is chosen.

import type { TextAnswer } from '../../protocol/answer';
import { placeTree } from './placeTree';
import { pathTo, type PlacedNode, type PlacedTree } from './tree';

/** Dropped children of a node that are shown unasked. */
const MOST_DROPPED = 3;

export class SearchTree {
  /** Undefined: nothing has been searched. */
  answer: TextAnswer | undefined;
  /** Undefined without a search. */
  tree: PlacedTree | undefined;
  chosen: PlacedNode | undefined;
  /** Undefined: all. */
  private askedStep: number | undefined;
  /** Nodes whose dropped children are all shown. */
  private readonly unfolded = new Set<number>();

  constructor(private readonly withDropped: () => boolean) {}

  get steps(): number {
    return this.answer?.search?.steps ?? 0;
  }

  /** The last step shown. */
  get step(): number {
    return this.askedStep ?? this.steps;
  }

  /** The tree with every dropped hypothesis that is not left out. */
  whole(): PlacedTree | undefined {
    const trace = this.answer?.search;
    return trace && placeTree(trace, { step: this.step, withDropped: this.withDropped() });
  }

  /** Another search; the chosen beginning stays chosen where the new tree has it. */
  adopt(answer: TextAnswer | undefined): void {
    const beginning = this.chosen && idsOf(this.chosen);
    this.answer = answer;
    this.askedStep = undefined;
    this.unfolded.clear();
    this.place();
    this.chosen = beginning === undefined ? undefined : this.tree?.all.find((node) => idsOf(node) === beginning);
  }

  back(): void {
    this.goTo(this.step - 1);
  }

  /** From all steps to the first. */
  forth(): void {
    this.goTo((this.askedStep ?? 0) + 1);
  }

  allSteps(): void {
    this.goTo(undefined);
  }

  /** Of any tree of this search; what is folded is unfolded. True where nodes are shown that were not. */
  choose(node: PlacedNode | undefined): boolean {
    const isFolded = node !== undefined && !this.find(node);
    if (isFolded) {
      this.unfolded.add(node.node.parent);
      this.place();
    }
    this.chosen = this.find(node);
    return isFolded;
  }

  /** The node where an output ends. */
  chooseOutput(output: number): void {
    this.allSteps();
    this.chosen = this.tree?.all.find(({ node }) => node.output === output);
  }

  /** Shows all dropped children of a node, or few again. */
  fold({ node: { id } }: PlacedNode): void {
    if (!this.unfolded.delete(id)) this.unfolded.add(id);
    this.place();
  }

  /** Places the nodes anew: after a change of what is shown. */
  place(): void {
    const trace = this.answer?.search;
    const { step, unfolded } = this;
    const options = { step, withDropped: this.withDropped(), mostDropped: MOST_DROPPED, unfolded };
    this.tree = trace && placeTree(trace, options);
    this.chosen = this.find(this.chosen);
  }

  private goTo(step: number | undefined): void {
    this.askedStep = step === undefined || step >= this.steps ? undefined : Math.max(1, step);
    this.place();
  }

  private find(node: PlacedNode | undefined): PlacedNode | undefined {
    return node && this.tree?.all.find((one) => one.node.id === node.node.id);
  }
}

const idsOf = (node: PlacedNode): string =>
  pathTo(node)
    .map((one) => one.node.tokenId)
    .join();
