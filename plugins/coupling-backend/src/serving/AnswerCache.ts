/** Answers as texts, the most recently asked. A snapshot never changes, so neither does what it answers. */
export class AnswerCache {
  private readonly texts = new Map<string, string>();
  private characters = 0;

  /** @param max - characters kept at most; a character takes one or two bytes */
  constructor(private readonly max: number) {}

  /** The text under the key, worked out when it is not there. */
  get(key: string, work: () => string): string {
    let text = this.texts.get(key);
    if (text === undefined) {
      text = work();
    } else {
      this.remove(key, text);
    }
    this.texts.set(key, text);
    this.characters += text.length;
    for (const [oldest, old] of this.texts) {
      if (this.characters <= this.max) {
        break;
      }
      this.remove(oldest, old);
    }
    return text;
  }

  private remove(key: string, text: string): void {
    this.texts.delete(key);
    this.characters -= text.length;
  }
}
