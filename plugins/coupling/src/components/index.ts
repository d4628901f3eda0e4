export {
  Analysed,
  AnalyseNow,
  AnalysisStatus,
  RunningProgress,
  StaleBanner,
} from './AnalysisStatus';
export { Chain } from './Chain';
export { CopyLink } from './CopyLink';
export { EntityLink } from './EntityLink';
export { FindingDetail } from './FindingDetail';
export { FindingDrawer, useOpenFinding } from './FindingDrawer';
export { FirstUse } from './FirstUse';
export { GradeLine } from './GradeLine';
export { Headline } from './Headline';
export { KindLetter } from './KindLetter';
export { LeavesOut } from './LeavesOut';
export { LeverageLadder } from './LeverageLadder';
export { Num } from './Num';
export { PageSheet } from './PageSheet';
export { ReachBar } from './ReachBar';
export { Section } from './Section';
export { SeverityMark } from './SeverityMark';
export { PageSkeleton, RowsSkeleton } from './Skeletons';
export { EmptyState, ErrorState, Forbidden, QueryState } from './States';
export {
  AccentLink,
  Act,
  DottedButton,
  DottedLink,
  Muted,
  NARROW,
  Ruled,
  Unseen,
} from './styled';
export { TeamFilter } from './TeamFilter';
export { TeamLink, TeamLinks, useTeamTitles } from './TeamLink';
export { TeamTree } from './TeamTree';
