import { render, screen, waitFor } from '@testing-library/react';
import App from './App';

const BACKEND = 'http://localhost:7007';

describe('the portal', () => {
  it('builds from every plugin it names, and signs in as guest by itself', async () => {
    const asked: string[] = [];
    jest.spyOn(window, 'fetch').mockImplementation(async input => {
      asked.push(input instanceof Request ? input.url : String(input));
      // Signing in is left open: what comes after it belongs to the plugins and their own tests.
      return new Promise<Response>(() => {});
    });
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Harbor', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: BACKEND },
          },
        },
      ] as any,
    };

    render(App.createRoot());

    await waitFor(
      () => expect(asked).toContain(`${BACKEND}/api/auth/guest/refresh`),
      { timeout: 30_000 },
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  }, 60_000);
});
