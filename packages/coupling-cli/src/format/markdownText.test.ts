import { fitted, htmlText, markdownRef, markdownText } from './markdownText';

describe('markdownText', () => {
  it.each([
    ['**bold** _it_', '\\*\\*bold\\*\\* \\_it\\_'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['[link](javascript:x)', '\\[link\\](javascript:x)'],
    ['a | b', 'a \\| b'],
    ['# no heading', '\\# no heading'],
    ['- no list, but-this', '\\- no list, but-this'],
    ['1. no list', '1\\. no list'],
    ['line\nbreak', 'line break'],
    ['\u001b[31mred', '\\\\u001b\\[31mred'],
  ])('shows %j as it is', (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });

  it('mentions nobody, refers to no issue and links nowhere', () => {
    expect(
      markdownText(
        '@octo/team fixes #12 at https://evil.example www.evil.example',
      ),
    ).not.toMatch(/@\w|#\d|:\/\/|www\./);
    expect(htmlText('@octo')).not.toMatch(/@\w/);
  });

  it('keeps a backslash that stands in the text', () => {
    expect(markdownText('a\\*b')).toBe('a\\\\\\*b');
    expect(htmlText('a\\*b')).toBe('a\\*b');
  });
});

describe('markdownRef', () => {
  it('writes a ref as code, whatever is in it', () => {
    expect(markdownRef('component:default/orders')).toBe(
      '`component:default/orders`',
    );
    expect(markdownRef('component:default/a``b')).toBe(
      '``` component:default/a``b ```',
    );
  });
});

describe('fitted', () => {
  const leftOut = (blocks: number) => `${blocks} left out`;

  it('joins what fits', () => {
    expect(fitted(['a', 'b'], ['z'], 100, leftOut)).toBe('a\n\nb\n\nz\n');
  });

  it('never writes more than the limit, keeps the end, and counts what it left out', () => {
    const blocks = Array.from(
      { length: 50 },
      (_, i) => `block ${i} ${'x'.repeat(20)}`,
    );
    for (let limit = 60; limit < 1500; limit += 7) {
      const text = fitted(blocks, ['the end'], limit, leftOut);
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text.endsWith('the end\n')).toBe(true);
      const kept = (text.match(/block/g) ?? []).length;
      const left = blocks.length - kept;
      expect(text.includes(`${left} left out`)).toBe(left > 0);
    }
  });
});
