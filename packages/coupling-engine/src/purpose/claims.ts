/**
 * The grammar of claims: one promise a line (or between semicolons), e.g. `availability >= 99.95% over 30d`. See
 * docs/claims.md. A claim that cannot be read is an error with line, column and what was expected; the others are still read.
 */
import { parseRef } from '../model/refs';

export const MEASURES = [
  'availability',
  'survives-loss',
  'deploys-independently',
  'change-failure-rate',
  'recovery',
  'deploy-frequency',
  'blast-radius',
  'isolation',
  'no-freeze',
  'retry-amplification',
  'owned',
] as const;
export type MeasureId = (typeof MEASURES)[number];

/**
 * How claims of a measure that the engine does not come with are written: these words, then the bound if there is one, then
 * `over 30d` if it is said.
 */
export interface ClaimGrammar {
  /** At least one; lower case. The first of them must not begin a built-in claim. */
  words: readonly string[];
  bound?: { operator: '>=' | '<='; value: 'share' | 'number' | 'hours' };
}

/** One promise. `value` is a share (0 to 1), a number a week, or hours, as the measure has it. */
export interface PurposeClaim {
  /** As written, spaces put in order. */
  text: string;
  /** One of {@link MEASURES}, or the id of a measure that was added. */
  measure: string;
  operator?: '>=' | '<=';
  value?: number;
  /** Days over which it is judged. */
  overDays?: number;
  /** Full reference (isolation), a level such as `zone`, or a full reference (survives-loss). */
  of?: string;
}

export interface ClaimError {
  text: string;
  /** From 1, within the annotation's text. */
  line: number;
  column: number;
  message: string;
}

/** Levels of a failure domain `region/zone/rack`, outermost first. */
export const LEVELS = ['region', 'zone', 'rack'] as const;

/** More claims than this are no promises; the rest is one error. */
const MAX_CLAIMS = 100;
const DAYS: Record<string, number> = { h: 1 / 24, d: 1, w: 7 };

interface Word {
  text: string;
  at: number;
}

/** Words by spaces; an operator is a word of its own also without them. */
function wordsOf(part: string, from: number): Word[] {
  return [...part.matchAll(/[<>=≤≥]+|[^\s<>=≤≥]+/g)].map(match => ({
    text: match[0],
    at: from + match.index,
  }));
}

class Unexpected extends Error {
  constructor(readonly at: number, message: string) {
    super(message);
  }
}

type Body = Omit<PurposeClaim, 'text'>;

/** What the grammar needs to know of a measure that was added. */
export interface AddedMeasure {
  id: string;
  grammar: ClaimGrammar;
}

/** How built-in claims begin, as an error names them. */
const BEGINNINGS = [
  'availability',
  'survives',
  'deploys',
  'change-failure-rate',
  'recovers',
  'blast-radius',
  'isolated',
  'no freeze',
  'retry amplification',
  'owned',
];

/** Takes one claim from its words, left to right. */
class Reader {
  private next = 0;

  constructor(
    private readonly words: readonly Word[],
    private readonly end: number,
    private readonly namespace: string | undefined,
    private readonly added: readonly AddedMeasure[],
  ) {}

  claim(): Body {
    const body = this.body();
    const extra = this.words[this.next];
    if (extra) {
      throw new Unexpected(
        extra.at,
        `expected nothing after the claim, got "${extra.text}"`,
      );
    }
    return body;
  }

  private body(): Body {
    const first = this.take('a measure such as availability');
    switch (first.text.toLowerCase()) {
      case 'availability':
        return this.compared('availability', '>=', () => this.share());
      case 'change-failure-rate':
        return this.compared('change-failure-rate', '<=', () => this.share());
      case 'blast-radius':
        return this.compared('blast-radius', '<=', () => this.share());
      case 'retry':
        this.expect('amplification');
        return this.compared('retry-amplification', '<=', () => this.number());
      case 'survives':
        this.expect('loss');
        this.expect('of');
        return { measure: 'survives-loss', of: this.levelOrRef() };
      case 'isolated':
        this.expect('from');
        return { measure: 'isolation', of: this.ref() };
      case 'recovers':
        this.expect('within');
        return this.over({
          measure: 'recovery',
          operator: '<=',
          value: this.days() * 24,
        });
      case 'deploys':
        return this.deploys();
      case 'no':
        this.expect('freeze');
        return this.over({ measure: 'no-freeze' });
      case 'owned':
        return { measure: 'owned' };
      default:
        return this.ofAdded(first);
    }
  }

  /** A claim of a measure that was added; of several that fit, the one with most words. */
  private ofAdded(first: Word): Body {
    const begins = ({ grammar }: AddedMeasure) =>
      grammar.words.every(
        (word, i) => this.words[this.next - 1 + i]?.text.toLowerCase() === word,
      );
    const [found] = this.added
      .filter(begins)
      .sort((a, b) => b.grammar.words.length - a.grammar.words.length);
    if (!found) {
      const names = [
        ...BEGINNINGS,
        ...this.added.map(a => a.grammar.words.join(' ')),
      ];
      throw new Unexpected(
        first.at,
        `expected a measure (${names.join(', ')}), got "${first.text}"`,
      );
    }
    this.next += found.grammar.words.length - 1;
    const { bound } = found.grammar;
    if (!bound) return this.over({ measure: found.id });
    return this.compared(found.id, bound.operator, () => {
      if (bound.value === 'share') return this.share();
      return bound.value === 'number' ? this.number() : this.days() * 24;
    });
  }

  private deploys(): Body {
    if (this.words[this.next]?.text.toLowerCase() === 'independently') {
      this.next += 1;
      return this.over({ measure: 'deploys-independently' });
    }
    this.operator('>=', 'independently or >=');
    const value = this.number();
    this.expect('per');
    const unit = this.take('day or week');
    const perWeek = { day: 7, week: 1 }[unit.text.toLowerCase()];
    if (perWeek === undefined)
      throw new Unexpected(unit.at, `expected day or week, got "${unit.text}"`);
    return this.over({
      measure: 'deploy-frequency',
      operator: '>=',
      value: value * perWeek,
    });
  }

  private compared(
    measure: string,
    operator: '>=' | '<=',
    value: () => number,
  ): Body {
    this.operator(operator, operator);
    return this.over({ measure, operator, value: value() });
  }

  private operator(wanted: '>=' | '<=', expected: string) {
    const word = this.take(expected);
    const plain = { '≥': '>=', '≤': '<=' }[word.text] ?? word.text;
    if (plain !== wanted)
      throw new Unexpected(word.at, `expected ${expected}, got "${word.text}"`);
  }

  /** `over 30d`, which may be left out. */
  private over(body: Body): Body {
    if (this.words[this.next]?.text.toLowerCase() !== 'over') return body;
    this.next += 1;
    return { ...body, overDays: this.days() };
  }

  private share(): number {
    const word = this.take('a percentage such as 99.9%');
    const match = /^(\d+(?:\.\d+)?)%$/.exec(word.text);
    if (!match || Number(match[1]) > 100) {
      throw new Unexpected(
        word.at,
        `expected a percentage from 0% to 100%, got "${word.text}"`,
      );
    }
    return Number(match[1]) / 100;
  }

  private number(): number {
    const word = this.take('a number');
    if (!/^\d{1,9}(\.\d{1,9})?$/.test(word.text)) {
      throw new Unexpected(word.at, `expected a number, got "${word.text}"`);
    }
    return Number(word.text);
  }

  private days(): number {
    const word = this.take('a time such as 1h or 30d');
    const match = /^(\d{1,5})([hdw])$/.exec(word.text);
    if (!match || Number(match[1]) === 0) {
      throw new Unexpected(
        word.at,
        `expected a time in h, d or w such as 30d, got "${word.text}"`,
      );
    }
    return Number(match[1]) * DAYS[match[2]];
  }

  private levelOrRef(): string {
    const word = this.words[this.next]?.text.toLowerCase();
    if ((LEVELS as readonly string[]).includes(word)) {
      this.next += 1;
      return word;
    }
    return this.ref(`${LEVELS.join(', ')} or an entity reference`);
  }

  private ref(expected = 'an entity reference'): string {
    const word = this.take(expected);
    const parsed = parseRef(word.text, {
      kind: 'component',
      namespace: this.namespace,
    });
    if ('ref' in parsed) return parsed.ref;
    throw new Unexpected(word.at, parsed.expected);
  }

  private expect(text: string) {
    const word = this.take(text);
    if (word.text.toLowerCase() !== text) {
      throw new Unexpected(word.at, `expected ${text}, got "${word.text}"`);
    }
  }

  private take(expected: string): Word {
    const word = this.words[this.next];
    if (!word) throw new Unexpected(this.end, `expected ${expected}`);
    this.next += 1;
    return word;
  }
}

/**
 * @param namespace - of references that state none
 * @param added - measures beside the built-in ones
 */
export function parseClaims(
  text: string,
  namespace?: string,
  added: readonly AddedMeasure[] = [],
): { claims: PurposeClaim[]; errors: ClaimError[] } {
  const claims: PurposeClaim[] = [];
  const errors: ClaimError[] = [];
  text.split('\n').forEach((lineText, row) => {
    let from = 0;
    for (const part of lineText.split(';')) {
      const words = wordsOf(part, from);
      const end = from + part.trimEnd().length;
      from += part.length + 1;
      if (words.length === 0) continue;
      const shown = words.map(word => word.text).join(' ');
      const fail = (column: number, message: string) =>
        errors.push({
          text: shown,
          line: row + 1,
          column: column + 1,
          message,
        });
      if (claims.length + errors.length >= MAX_CLAIMS) {
        if (claims.length + errors.length === MAX_CLAIMS) {
          fail(words[0].at, `expected at most ${MAX_CLAIMS} claims`);
        }
        continue;
      }
      try {
        claims.push({
          text: shown,
          ...new Reader(words, end, namespace, added).claim(),
        });
      } catch (error) {
        if (!(error instanceof Unexpected)) throw error;
        fail(error.at, error.message);
      }
    }
  });
  return { claims, errors };
}
