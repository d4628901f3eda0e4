import { AnswerCache } from './AnswerCache';

describe('the cache of answers', () => {
  it('works an answer out once', () => {
    const cache = new AnswerCache(100);
    const work = jest.fn(() => 'answer');
    expect(cache.get('a', work)).toBe('answer');
    expect(cache.get('a', work)).toBe('answer');
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('forgets what was not asked for longest when it is full', () => {
    const cache = new AnswerCache(10);
    const work = jest.fn(() => '12345');
    for (const key of ['a', 'b', 'a', 'c', 'a']) {
      cache.get(key, work);
    }
    expect(work).toHaveBeenCalledTimes(3);
    cache.get('b', work);
    expect(work).toHaveBeenCalledTimes(4);
  });

  it('gives an answer that is too large to keep', () => {
    const cache = new AnswerCache(3);
    expect(cache.get('a', () => '12345')).toBe('12345');
    expect(cache.get('b', () => '123')).toBe('123');
  });
});
