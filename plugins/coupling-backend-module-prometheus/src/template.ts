/**
 * Labels to entity references: `component:default/{{ server }}`. Between the braces stand labels, and texts in single quotes,
 * with `|` between; the first that has something to say is used: `component:{{ namespace | 'default' }}/{{ app | workload }}`.
 * A label of value `unknown`, as meshes and collectors write where they cannot tell, says nothing.
 */
import { InputError } from '@backstage/errors';

export type Labels = Readonly<Record<string, string>>;

/** Texts, and alternatives of which the first present one stands there. */
type Part = string | Alternative[];
type Alternative = { label: string } | { text: string };

/** How meshes and collectors say that they cannot tell. */
export const UNKNOWN = 'unknown';

const PLACE = /\{\{([^{}]*)\}\}/g;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const TEXT = /^'([^']*)'$/;
const REFERENCE = /^[a-z][a-z0-9]*:[a-z0-9._-]{1,63}\/[a-z0-9._-]{1,63}$/;

export class Template {
  private constructor(private readonly parts: readonly Part[]) {}

  /** @throws InputError that says what cannot be read. */
  static parse(text: string): Template {
    const parts: Part[] = [];
    let end = 0;
    for (const { 0: place, 1: inner, index } of text.matchAll(PLACE)) {
      parts.push(text.slice(end, index));
      parts.push(inner.split('|').map(word => alternative(word.trim(), text)));
      end = index + place.length;
    }
    parts.push(text.slice(end));
    return new Template(parts);
  }

  /** Labels that it reads. */
  get labels(): string[] {
    return this.parts.flatMap(part =>
      typeof part === 'string'
        ? []
        : part.flatMap(one => ('label' in one ? one.label : [])),
    );
  }

  /** What it comes to; undefined when a place has no label that says anything. */
  render(labels: Labels): string | undefined {
    let text = '';
    for (const part of this.parts) {
      const piece =
        typeof part === 'string'
          ? part
          : part
              .map(one => ('label' in one ? labels[one.label] : one.text))
              .find(
                value =>
                  value !== undefined && value !== '' && value !== UNKNOWN,
              );
      if (piece === undefined) return undefined;
      text += piece;
    }
    return text.toLowerCase();
  }
}

/** Whether a text is a full entity reference. */
export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}

function alternative(word: string, template: string): Alternative {
  const quoted = TEXT.exec(word);
  if (quoted) return { text: quoted[1] };
  if (LABEL.test(word)) return { label: word };
  throw new InputError(
    `${template}: expected a label or a 'text' between the braces, found ${
      word === '' ? 'nothing' : word
    }`,
  );
}
