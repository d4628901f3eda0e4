import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { LegacyCouplingPage } from './LegacyCouplingPage';

it('tells readers without the permission which one it takes, and reads nothing', async () => {
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [
          permissionApiRef,
          { authorize: async () => ({ result: AuthorizeResult.DENY }) },
        ],
      ]}
    >
      <LegacyCouplingPage />
    </TestApiProvider>,
  );
  expect(await screen.findByText('coupling.finding.read')).toBeVisible();
  expect(screen.queryByRole('tab')).not.toBeInTheDocument();
});
