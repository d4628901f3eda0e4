import { render, waitFor } from '@testing-library/react';
import App from './App';

describe('the portal', () => {
  it('starts with every plugin it names', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Harbor', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ] as any,
    };

    const { baseElement } = render(App.createRoot());

    await waitFor(() => expect(baseElement).toHaveTextContent(/\S/));
    expect(baseElement).not.toHaveTextContent(/conflict|failed to/i);
  });
});
