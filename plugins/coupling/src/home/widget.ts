/** The home page widget, the same in both frontend systems. */
export const MY_TEAMS_RISKS = {
  title: "My team's coupling risks",
  description:
    'Open findings of the groups you belong to, what came back, and the worst three',
  layout: {
    width: { minColumns: 4, defaultColumns: 6 },
    height: { minRows: 3, defaultRows: 5 },
  },
  components: () =>
    import('./MyTeamsRisks').then(({ MyTeamsRisks }) => ({
      Content: MyTeamsRisks,
    })),
};
