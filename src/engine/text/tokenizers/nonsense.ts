/** What is wrong with a file, in words that follow "it is not a tokenizer that can be used here:". */
export class Nonsense extends Error {}
