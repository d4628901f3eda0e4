import type { PropsWithChildren } from 'react';
import { CouplingProvider } from '../api/CouplingProvider';
import { AnalysisStatus } from './AnalysisStatus';
import { NarrowTabs } from './NarrowTabs';
import { Margins, Sheet } from './styled';

/** The frame of a whole page: queries, surface, margins, and the state of the analysis on top. */
export function PageSheet(props: PropsWithChildren<{}>) {
  return (
    <CouplingProvider>
      <NarrowTabs />
      <Sheet>
        <Margins>
          <AnalysisStatus />
          {props.children}
        </Margins>
      </Sheet>
    </CouplingProvider>
  );
}
