import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { fakeBackend } from '../__fixtures__/fakeBackend';

/** Where the tests' backend answers. */
export const BASE_URL = 'http://coupling.test/api/coupling';

const answerAll = http.all(`${BASE_URL}/*`, ({ request }) => {
  const url = new URL(request.url);
  const { status, body } = fakeBackend(
    url.pathname.replace('/api/coupling', ''),
    url.searchParams,
  );
  return HttpResponse.json(body as {}, { status });
});

/** Serves Harbor; single tests lay other answers over it with `answer` and `refuse`. */
export const server = setupServer(answerAll);

/** Another answer to one path, from now to the end of the test. */
export function answer(path: string, body: {}) {
  server.use(http.all(`${BASE_URL}${path}`, () => HttpResponse.json(body)));
}

/** An error as the backend words it. */
export function refuse(path: string, statusCode: number, message: string) {
  server.use(
    http.all(`${BASE_URL}${path}`, () =>
      HttpResponse.json(
        {
          error: { name: 'Error', message },
          response: { statusCode },
        },
        { status: statusCode },
      ),
    ),
  );
}

/** Queries of the requests to one path, in the order they came. */
export function recordQueries(path: string): URLSearchParams[] {
  const queries: URLSearchParams[] = [];
  server.events.on('request:start', ({ request }) => {
    const url = new URL(request.url);
    if (url.href.startsWith(`${BASE_URL}${path}`)) {
      queries.push(url.searchParams);
    }
  });
  return queries;
}
