import { toCsv } from './csv';

describe('toCsv', () => {
  it('quotes what would break a row', () => {
    expect(toCsv(['a', 'b'], [['x,y', 'say "hi"\nthen']])).toBe(
      'a,b\n"x,y","say ""hi""\nthen"\n',
    );
  });

  it.each(['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
    'lets no spreadsheet run %j',
    formula => {
      const [, cell] = toCsv(['a'], [[formula]]).split(/\n(.*)/s);
      expect(cell).toMatch(/^"?'/);
    },
  );
});
