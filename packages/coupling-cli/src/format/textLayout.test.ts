import { printable, shortened } from './printable';
import { indented, wrap } from './textLayout';

describe('wrap', () => {
  it('never runs over the width, and loses nothing', () => {
    const text = `one two ${'x'.repeat(95)} three`;
    for (const width of [5, 11, 40]) {
      const lines = wrap(text, width);
      expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(
        width,
      );
      expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
    }
  });

  it('gives one empty line for nothing', () => {
    expect(wrap('', 10)).toEqual(['']);
  });
});

describe('indented', () => {
  it('puts the label into the margin of the first line', () => {
    expect(indented(['a', 'b'], 6, 'why')).toEqual(['why   a', '      b']);
  });
});

describe('printable', () => {
  it('shows what a terminal would obey', () => {
    expect(printable('a\u001b[2Jb\u0007\u202ec\nd')).toBe(
      'a\\u001b[2Jb\\u0007\\u202ec d',
    );
  });
});

describe('shortened', () => {
  it('cuts with an ellipsis, never inside a character', () => {
    expect(shortened('abcdef', 4)).toBe('abc…');
    expect(shortened('ab😀cd', 4)).toBe('ab…');
    expect(shortened('abcd', 4)).toBe('abcd');
  });
});
